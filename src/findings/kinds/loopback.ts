import type { NotServedReason, Report } from '../../probe/report.js';
import { spanText } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import { day } from '../../x509/validity.js';
import type { Remedy } from '../remedies/remedy.js';
import { restartProcess } from '../remedies/restart-process.js';
import { thresholds } from '../severity/thresholds.js';
import { ending, expired } from './ending.js';
import { type Evidence, type FindingKind, inEachEndpoint } from './finding-kind.js';
import { minorVersion } from './minor-version.js';

const leafOf = ({ loopback }: Report): Certificate | undefined =>
  loopback.state === 'found' ? loopback.chain[0] : undefined;

/** The effect may be delayed: open loopback connections continue, and failures begin at a reconnect or a cache miss. */
export const loopbackExpired = {
  id: 'loopback-certificate-expired',
  runbook: 'ApiserverLoopbackCertificateExpired',
  about: 'loopback',
  title:
    'The loopback certificate has expired: requests that the API server makes to itself fail, now or at the next reconnect',
  detect: inEachEndpoint((report, now) => expired(leafOf(report), now)),
  remedy: () => restartProcess,
} as const satisfies FindingKind;

export const loopbackEnding = {
  id: 'loopback-certificate-ending',
  runbook: 'ApiserverLoopbackCertificateEnding',
  about: 'loopback',
  title: 'The loopback certificate expires soon: only a restart of the process makes a new one',
  detect: inEachEndpoint((report, now) => ending(thresholds.loopback)(leafOf(report), now)),
  remedy: () => restartProcess,
} as const satisfies FindingKind;

export const loopbackNotSeen = {
  id: 'loopback-certificate-not-seen',
  runbook: undefined,
  about: 'loopback',
  title:
    'The loopback certificate cannot be seen from here: when it expires, and how long the process has run, is unknown',
  detect: inEachEndpoint(({ loopback }) => {
    const text = whyNotSeen(loopback);
    return text === undefined ? undefined : { severity: 'info', text };
  }),
  remedy: (): Remedy => ({
    advice: [
      'Probe each kube-apiserver at its own address, not through a load balancer or proxy; on a K3s server node, at 127.0.0.1:6444. The certificate still expires: in Kubernetes itself one year after the process started, or three years since 1.33; distributions have other lifetimes.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

function whyNotSeen(loopback: Report['loopback']): string | undefined {
  if (loopback.state === 'not_served') return notServed(loopback.because);
  if (loopback.state === 'not_asked' && loopback.because === 'dynamiclistener') {
    return "K3s's own listener, or that of RKE2's supervisor, answers in front of kube-apiserver";
  }
  return undefined;
}

function notServed(because: NotServedReason): string {
  if (because === 'serving_certificate')
    return 'the server shows its serving certificate instead: a proxy terminates TLS, a load balancer routes by SNI, or the server is not a kube-apiserver';
  if (because === 'other_certificate')
    return 'not reachable here: another server answers its SNI, because what is in front of kube-apiserver routes by SNI or terminates TLS';
  return `not reachable here: its SNI is refused (${because}), which kube-apiserver does not do, so a front that routes by SNI does`;
}

/** Kubernetes 1.36 and later check this certificate themselves (k8s.io/apiserver, check `loopback-serving-certificate` of /livez). */
export const loopbackCheckFails = {
  id: 'loopback-health-check-fails',
  runbook: 'ApiserverLoopbackCertificateExpired',
  about: 'loopback',
  title: 'The API server itself reports that its loopback certificate has expired',
  detect: inEachEndpoint(({ http }) => {
    const failing = http?.health.some(({ check, healthy }) => check === 'loopback-serving-certificate' && !healthy);
    return failing ? { severity: 'critical', text: '/livez: the check loopback-serving-certificate fails' } : undefined;
  }),
  remedy: () => restartProcess,
} as const satisfies FindingKind;

/**
 * The lifetime in seconds that Kubernetes itself gives the loopback certificate, by minor version (k8s.io/apiserver/pkg/server/options/serving_with_loopback.go).
 * OpenShift has the longer one since 4.19, and in updates of 4.15 to 4.18 (openshift/kubernetes#2277; release notes in openshift-docs#94360,
 * #94947, #95476, #96069, #96460).
 */
function expectedLifetime(gitVersion: string): number | undefined {
  const minor = minorVersion(gitVersion);
  if (minor === undefined) return undefined;
  return (minor >= 33 ? 1096 : 365) * day;
}

export const loopbackLifetimeUnusual = {
  id: 'loopback-lifetime-unusual',
  runbook: undefined,
  about: 'loopback',
  title: 'The lifetime of the loopback certificate is not the one that Kubernetes gives it in this version',
  detect: ({ reports }) =>
    reports.flatMap((report): Evidence[] => {
      const [actual, expected] = lifetimes(report);
      if (actual === undefined || expected === undefined || Math.abs(actual - expected) <= day) return [];
      const text = `the lifetime is ${spanText(actual)} in ${report.http?.gitVersion ?? ''}; Kubernetes itself gives ${spanText(expected)}`;
      return [{ severity: 'info', addresses: [report.address], text }];
    }),
  remedy: (): Remedy => ({
    advice: [
      'Distributions change the lifetime, also in updates: OpenShift has three years since 4.19, and in updates of 4.15 to 4.18. Rely on the expiry time that is shown, and not on a lifetime of one or three years.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

function lifetimes({ loopback, http }: Report): readonly [actual: number | undefined, expected: number | undefined] {
  if (loopback.state !== 'found' || http?.gitVersion === undefined) return [undefined, undefined];
  const [leaf] = loopback.chain;
  return [leaf.notAfter - leaf.notBefore, expectedLifetime(http.gitVersion)];
}
