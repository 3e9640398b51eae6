import type { Certificate } from '../../../src/x509/certificate.js';

/** A certificate as kubeadm makes it, valid from 2026-01-01 to 2027-01-01. The given fields replace the usual ones. */
export function inspectCertificate(given: Partial<Certificate> = {}): Certificate {
  return {
    der: Uint8Array.of(0x30, 0),
    fingerprintSha256: 'ab'.repeat(32),
    subject: 'CN=kube-apiserver',
    issuer: 'CN=kubernetes',
    subjectCommonName: 'kube-apiserver',
    issuerCommonName: 'kubernetes',
    serialNumber: '0A0B',
    notBefore: Date.parse('2026-01-01T00:00:00Z') / 1000,
    notAfter: Date.parse('2027-01-01T00:00:00Z') / 1000,
    dnsNames: [],
    ipAddresses: [],
    otherNames: [],
    keyAlgorithm: 'RSA 2048',
    signatureAlgorithm: 'SHA256-RSA',
    isCa: false,
    ...given,
  };
}
