import { type FindingKind, inEachEndpoint } from './finding-kind.js';
import { restartProcess } from './remedies/restart-process.js';
import type { Remedy } from './remedy.js';
import { spanText } from './time-text.js';

/** Kubernetes 1.36 and later know of it themselves (k8s.io/apiserver, check `loopback-serving-certificate` of /livez). */
export const loopbackCheckFails = {
  id: 'loopback-health-check-fails',
  about: 'loopback',
  title: 'The API server itself says that its loopback certificate is expired',
  detect: inEachEndpoint(({ http }) => {
    const failing = http?.health.some(({ check, healthy }) => check === 'loopback-serving-certificate' && !healthy);
    return failing ? { severity: 'critical', text: '/livez: loopback-serving-certificate fails' } : undefined;
  }),
  remedy: () => restartProcess,
} as const satisfies FindingKind;

/** The CN is written within seconds of the start. Not a warning: through a load balancer, two processes may answer one look by right. */
const toleratedSeconds = 60;

export const startTimesDiffer = {
  id: 'start-times-differ',
  about: 'loopback',
  title:
    'The start time by the loopback certificate and that by /metrics differ: two processes answered, or a clock jumped',
  detect: inEachEndpoint(({ loopback, http }) => {
    if (loopback.state !== 'found' || http?.startedAt === undefined) return undefined;
    const apart = Math.abs(loopback.startedAt - http.startedAt);
    return apart > toleratedSeconds ? { severity: 'info', text: `${spanText(apart)} apart` } : undefined;
  }),
  remedy: (): Remedy => ({
    advice: [
      'If this is the address of a load balancer, look at each instance at its own. Otherwise look at the clock of the node: it jumped while the process started.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

export const serverNotVerified = {
  id: 'server-not-verified',
  about: 'serving',
  title: 'The kubeconfig switches verification off (insecure-skip-tls-verify): anyone can pose as this API server',
  detect: ({ insecure }) =>
    insecure
      ? [{ severity: 'warning', addresses: [], text: 'no credential was sent, and none of its users is safe' }]
      : [],
  remedy: (): Remedy => ({
    advice: [
      'Put the CA into the kubeconfig (certificate-authority-data) and take insecure-skip-tls-verify out. Where the certificate lacks the name, set tls-server-name to one that it has until it is regenerated.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;
