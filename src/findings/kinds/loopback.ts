import type { Report } from '../../probe/report.js';
import { spanText } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import type { Remedy } from '../remedies/remedy.js';
import { restartProcess } from '../remedies/restart-process.js';
import { thresholds } from '../severity/thresholds.js';
import { ending, expired } from './ending.js';
import { type Evidence, type FindingKind, inEachEndpoint } from './finding-kind.js';

const day = 86_400;

const leafOf = ({ loopback }: Report): Certificate | undefined =>
  loopback.state === 'found' ? loopback.chain[0] : undefined;

/** Latent: open loopback connections go on, and failures begin at a reconnect or a cache miss. */
export const loopbackExpired = {
  id: 'loopback-certificate-expired',
  runbook: 'ApiserverLoopbackCertificateExpired',
  about: 'loopback',
  title:
    'The loopback certificate is expired: requests that the API server makes to itself fail, now or at the next reconnect',
  detect: inEachEndpoint((report, now) => expired(leafOf(report), now)),
  remedy: () => restartProcess,
} as const satisfies FindingKind;

export const loopbackEnding = {
  id: 'loopback-certificate-ending',
  runbook: 'ApiserverLoopbackCertificateEnding',
  about: 'loopback',
  title: 'The loopback certificate ends soon: only a restart of the process makes a new one',
  detect: inEachEndpoint((report, now) => ending(thresholds.loopback)(leafOf(report), now)),
  remedy: () => restartProcess,
} as const satisfies FindingKind;

export const loopbackNotSeen = {
  id: 'loopback-certificate-not-seen',
  runbook: undefined,
  about: 'loopback',
  title: 'The loopback certificate cannot be seen from here, nor how long the process has run',
  detect: inEachEndpoint(({ loopback }) => {
    const text = whyNotSeen(loopback);
    return text === undefined ? undefined : { severity: 'info', text };
  }),
  remedy: (): Remedy => ({
    advice: [
      'Look at each kube-apiserver at its own address, past load balancers and proxies; on a K3s server node, at 127.0.0.1:6444. It ends all the same: a year after the process started, or three from Kubernetes 1.33 on.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

function whyNotSeen(loopback: Report['loopback']): string | undefined {
  if (loopback.state === 'not_served') {
    return 'the serving certificate is shown in its place: by a proxy that ends TLS, a load balancer that routes by SNI, or no kube-apiserver';
  }
  if (loopback.state === 'not_asked' && loopback.because === 'dynamiclistener') {
    return "K3s's own listener, or that of RKE2's supervisor, answers in front of kube-apiserver";
  }
  return undefined;
}

/** Kubernetes 1.36 and later know of it themselves (k8s.io/apiserver, check `loopback-serving-certificate` of /livez). */
export const loopbackCheckFails = {
  id: 'loopback-health-check-fails',
  runbook: 'ApiserverLoopbackCertificateExpired',
  about: 'loopback',
  title: 'The API server itself says that its loopback certificate is expired',
  detect: inEachEndpoint(({ http }) => {
    const failing = http?.health.some(({ check, healthy }) => check === 'loopback-serving-certificate' && !healthy);
    return failing ? { severity: 'critical', text: '/livez: loopback-serving-certificate fails' } : undefined;
  }),
  remedy: () => restartProcess,
} as const satisfies FindingKind;

/** Seconds that Kubernetes gives the loopback certificate (k8s.io/apiserver/pkg/server/secure_serving.go), by minor version. */
function expectedLifetime(gitVersion: string): number | undefined {
  const [, minor] = /^v1\.(\d+)\./.exec(gitVersion) ?? [];
  if (minor === undefined) return undefined;
  return (Number(minor) >= 33 ? 1096 : 365) * day;
}

export const loopbackLifetimeUnusual = {
  id: 'loopback-lifetime-unusual',
  runbook: undefined,
  about: 'loopback',
  title: 'The loopback certificate lives for another time than Kubernetes gives it in this version',
  detect: ({ reports }) =>
    reports.flatMap((report): Evidence[] => {
      const [actual, expected] = lifetimes(report);
      if (actual === undefined || expected === undefined || Math.abs(actual - expected) <= day) return [];
      const text = `${spanText(actual)} in ${report.http?.gitVersion ?? ''}, where Kubernetes itself gives ${spanText(expected)}`;
      return [{ severity: 'info', addresses: [report.address], text }];
    }),
  remedy: (): Remedy => ({
    advice: ['Distributions change it. Go by the end that is shown, and do not reckon with a year, nor with three.'],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

function lifetimes({ loopback, http }: Report): readonly [actual: number | undefined, expected: number | undefined] {
  if (loopback.state !== 'found' || http?.gitVersion === undefined) return [undefined, undefined];
  const [leaf] = loopback.chain;
  return [leaf.notAfter - leaf.notBefore, expectedLifetime(http.gitVersion)];
}
