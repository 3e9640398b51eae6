import { covers } from '../x509/covers.js';
import { clusterName } from '../net/cluster-name.js';
import type { Report } from './report.js';
import { isOtherServer } from './server-kind-of.js';

/**
 * The signs by which an address is an entry point, in front of one or several API servers, and not an API server itself: the closed list of the
 * label `reason` of apiserver_endpoint_entry_point, each with its meaning for people.
 */
export const entrySigns = {
  path: 'its URL has a path, so a gateway answers there',
  certificate: 'its certificate is not that of a kube-apiserver, so a gateway terminates TLS',
  sni: 'it does not show a loopback certificate, as every kube-apiserver does',
  servers: 'several servers answer, so it is a load balancer',
  http: 'its answers over HTTP are not those of a kube-apiserver',
} as const;

export type EntrySign = keyof typeof entrySigns;

/** Empty: the address is an API server, as far as is known. */
export function entrySignsOf(report: Report): readonly EntrySign[] {
  const { path, loopback, failures } = report;
  const isOther = isOtherServer(report);
  return [
    ...(path === '' ? [] : ['path' as const]),
    ...(hasOwnCertificate(report) ? ['certificate' as const] : []),
    ...(loopback.state === 'not_served' && !isOther ? ['sni' as const] : []),
    ...(serversSeen(report) > 1 ? ['servers' as const] : []),
    ...(!isOther && failures.some(({ reason }) => reason === 'http_malformed') ? ['http' as const] : []),
  ];
}

/** Returns how many servers answered at the address, at least: each has a loopback certificate, and perhaps a serving certificate, of its own. */
export function serversSeen({ loopback, answers }: Report): number {
  return Math.max(answers.chains.length, loopback.state === 'found' ? loopback.processes.length : 0);
}

/**
 * The certificate of a kube-apiserver covers the name that every pod uses. A kube-apiserver that serves another one (`--tls-sni-cert-key`)
 * shows its loopback certificate.
 */
function hasOwnCertificate(report: Report): boolean {
  const { loopback, serving } = report;
  if (loopback.state !== 'not_served' || isOtherServer(report)) return false;
  return serving !== undefined && !covers(serving[0], clusterName);
}

/** Whether TLS ends at a gateway, whose certificate is not that of an API server. */
export function isGateway(report: Report): boolean {
  return report.path !== '' || hasOwnCertificate(report);
}
