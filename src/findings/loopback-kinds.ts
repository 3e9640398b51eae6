import type { Report } from '../probe/report.js';
import type { Certificate } from '../x509/certificate.js';
import { ending, expired } from './certificate-kinds.js';
import { type FindingKind, inEachEndpoint } from './finding-kind.js';
import { restartProcess } from './remedies/restart-process.js';
import type { Remedy } from './remedy.js';
import { thresholds } from './thresholds.js';

const leafOf = ({ loopback }: Report): Certificate | undefined =>
  loopback.state === 'found' ? loopback.chain[0] : undefined;

/** Latent: open loopback connections go on, and failures begin at a reconnect or a cache miss. */
export const loopbackExpired = {
  id: 'loopback-certificate-expired',
  about: 'loopback',
  title:
    'The loopback certificate is expired: requests that the API server makes to itself fail, now or at the next reconnect',
  detect: inEachEndpoint((report, now) => expired(leafOf(report), now)),
  remedy: () => restartProcess,
} as const satisfies FindingKind;

export const loopbackEnding = {
  id: 'loopback-certificate-ending',
  about: 'loopback',
  title: 'The loopback certificate ends soon: only a restart of the process makes a new one',
  detect: inEachEndpoint((report, now) => ending(thresholds.loopback)(leafOf(report), now)),
  remedy: () => restartProcess,
} as const satisfies FindingKind;

export const loopbackNotSeen = {
  id: 'loopback-certificate-not-seen',
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
