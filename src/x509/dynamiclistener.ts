import type { Certificate } from './certificate.js';

/**
 * The library puts its own name into the certificates of its CA, and `O=dynamic` where its user names no organization (listener.go of
 * github.com/rancher/dynamiclistener). K3s and RKE2's supervisor use their names as the organization.
 */
const marks = /^O=(?:k3s|rke2|dynamic)$|dynamiclistener/;

/**
 * Returns whether the leaf belongs to a listener of the library dynamiclistener (K3s, Rancher, and RKE2's supervisor) instead of a
 * kube-apiserver. Such a listener adds to its own certificate every server name (SNI) that clients request, and every IP that is the Host
 * of an HTTP request, unless it has a filter. So it must not be asked for what it lacks.
 */
export function isDynamicListener(leaf: Pick<Certificate, 'subject' | 'issuer'>): boolean {
  return [leaf.subject, leaf.issuer].some((name) => attributes(name).some((attribute) => marks.test(attribute)));
}

/** Returns each attribute of an RFC 4514 name as `TYPE=value`, split at separators that are not escaped. */
function attributes(name: string): readonly string[] {
  return name.split(/(?<!\\)[,+] ?/);
}
