import type { TargetReport } from '../../src/probe/report.js';
import type { Loopback, Report } from '../../src/probe/report.js';
import type { Certificate } from '../../src/x509/certificate.js';

export const day = 86_400;

/** Certificates are by a kubeadm CA, valid for a year, and 100 days old at this time. */
export const now = Date.UTC(2026, 10, 21, 12) / 1000;

export function certificate(change: Partial<Certificate> = {}): Certificate {
  return {
    der: new Uint8Array([1]),
    fingerprintSha256: 'ab'.repeat(32),
    subject: 'CN=kube-apiserver',
    issuer: 'CN=kubernetes',
    subjectCommonName: 'kube-apiserver',
    issuerCommonName: 'kubernetes',
    serialNumber: '0A',
    notBefore: now - 100 * day,
    notAfter: now + 265 * day,
    dnsNames: ['kubernetes'],
    ipAddresses: ['10.96.0.1', '10.225.4.51'],
    otherNames: [],
    keyAlgorithm: 'RSA 2048',
    signatureAlgorithm: 'SHA256-RSA',
    isCa: false,
    ...change,
  };
}

/** A loopback certificate of a process that started an hour after notBefore. */
export function loopback(change: Partial<Certificate> = {}): Loopback {
  const leaf = certificate({ subject: 'CN=apiserver-loopback-client@1', ...change });
  return { state: 'found', chain: [leaf], startedAt: leaf.notBefore + 3600, processes: 1 };
}

/** A healthy endpoint. */
export function report(change: Partial<Report> = {}): Report {
  return {
    target: 'prod',
    labels: {},
    address: '10.225.4.51:6443',
    observedAt: now,
    serving: [certificate()],
    trust: { state: 'unknown' },
    loopback: loopback(),
    names: [],
    http: undefined,
    failures: [],
    phases: {},
    tlsVersion: 'TLSv1.3',
    truncated: [],
    ...change,
  };
}

/** An endpoint that did not show a certificate. */
export function down(change: Partial<Report> = {}): Report {
  return report({
    serving: undefined,
    loopback: { state: 'not_asked', because: 'no_serving_handshake' },
    failures: [{ probe: 'serving', reason: 'refused' }],
    tlsVersion: undefined,
    ...change,
  });
}

export function target(...reports: readonly Report[]): TargetReport {
  return { target: { name: 'prod', labels: {} }, discovered: true, insecure: false, notes: [], truncated: [], reports };
}
