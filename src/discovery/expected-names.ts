import { clusterName } from '../net/cluster-name.js';
import type { HostName } from '../x509/host-name.js';
import type { ExpectedName } from './target.js';

/** Returns names and IPs that clients use as expected names. */
export function clientNames(hosts: readonly HostName[]): readonly ExpectedName[] {
  return hosts.map((host) => ({ host, role: 'client' }));
}

/**
 * Returns the names by which clients in a cluster reach its API server: those of service default/kubernetes, by DNS and by environment
 * variables.
 */
export function clusterNames(clusterIps: readonly string[], clusterDomain: string): readonly HostName[] {
  return [
    ...['kubernetes', 'kubernetes.default', clusterName, `${clusterName}.${clusterDomain}`].map((text): HostName => ({
      kind: 'dns',
      text,
    })),
    ...clusterIps.map((text): HostName => ({ kind: 'ip', text })),
  ];
}
