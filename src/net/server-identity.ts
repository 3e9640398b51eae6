import type { Certificate } from '../x509/certificate.js';
import { covers } from '../x509/covers.js';

/**
 * The name by which every pod knows its API server. Public CAs may not issue it, and the cluster's own CA issues it only to API servers.
 */
export const clusterName = 'kubernetes.default.svc';

/**
 * Finds the name under which a server may get a login: the first of `names`, which clients verify, that its leaf covers. Returns undefined
 * if the server may not get one. `clusterName` counts as well when the chain leads to the cluster's own CA, because this program has to
 * report on API servers whose certificate lacks the name that clients use. This is as safe as `tls-server-name: kubernetes.default.svc`.
 * The caller has verified the chain, dates included.
 */
export function identifyServer(
  leaf: Pick<Certificate, 'dnsNames' | 'ipAddresses'>,
  names: readonly string[],
  verifiedBy: 'cluster CA' | 'public roots',
): string | undefined {
  return [...names, ...(verifiedBy === 'cluster CA' ? [clusterName] : [])].find((name) => covers(leaf, name));
}
