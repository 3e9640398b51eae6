import type { HostName } from '../x509/host-name.js';

/** The names by which clients in a cluster reach its API server: service default/kubernetes, as its DNS and its environment know it. */
export function clusterNames(clusterIps: readonly string[], clusterDomain: string): readonly HostName[] {
  const service = 'kubernetes.default.svc';
  return [
    ...['kubernetes', 'kubernetes.default', service, `${service}.${clusterDomain}`].map((text): HostName => ({
      kind: 'dns',
      text,
    })),
    ...clusterIps.map((text): HostName => ({ kind: 'ip', text })),
  ];
}
