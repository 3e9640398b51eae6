import type { Certificate } from './certificate.js';

/** The library names its own certificates; K3s and RKE2's supervisor put themselves in as the organization. */
const marks = /^O=(?:k3s|rke2)$|dynamiclistener/;

/**
 * Whether the leaf belongs to a listener of the library dynamiclistener (K3s, and RKE2's supervisor) instead of a kube-apiserver. Such a
 * listener adds the server names that it is asked for to its own certificate, so it must not be asked for any.
 */
export function isDynamicListener(leaf: Pick<Certificate, 'subject' | 'issuer'>): boolean {
  return [leaf.subject, leaf.issuer].some((name) => attributes(name).some((attribute) => marks.test(attribute)));
}

/** `TYPE=value` of each attribute of an RFC 4514 name, split where a separator is not escaped. */
function attributes(name: string): readonly string[] {
  return name.split(/(?<!\\)[,+] ?/);
}
