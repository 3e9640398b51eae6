import type { Certificate } from './certificate.js';

/** The library puts its own name into its certificates. K3s and RKE2's supervisor use their names as the organization. */
const marks = /^O=(?:k3s|rke2)$|dynamiclistener/;

/**
 * Returns whether the leaf belongs to a listener of the library dynamiclistener (K3s, and RKE2's supervisor) instead of a kube-apiserver.
 * Such a listener adds every server name that clients request to its own certificate, so it must not be asked for any.
 */
export function isDynamicListener(leaf: Pick<Certificate, 'subject' | 'issuer'>): boolean {
  return [leaf.subject, leaf.issuer].some((name) => attributes(name).some((attribute) => marks.test(attribute)));
}

/** Returns each attribute of an RFC 4514 name as `TYPE=value`, split at separators that are not escaped. */
function attributes(name: string): readonly string[] {
  return name.split(/(?<!\\)[,+] ?/);
}
