import type { Certificate } from './certificate.js';
import { asciiLowerCase } from './host-name.js';
import { parseIpAddress } from './ip-address.js';

/**
 * Returns whether a client that dials `name` accepts the certificate's SANs. The rules are those of VerifyHostname in Go's crypto/x509,
 * since kubectl, the kubelet and every controller are written in Go. The CN never counts. An IP is compared with IP SANs only, by value. A
 * wildcard means exactly one label and must be the whole left-most label. `name` may be any text.
 */
export function covers(certificate: Pick<Certificate, 'dnsNames' | 'ipAddresses'>, name: string): boolean {
  const ip = parseIpAddress(withoutBrackets(name));
  if (ip !== undefined) return certificate.ipAddresses.includes(ip);
  const accepted = acceptedNames(asciiLowerCase(name));
  return certificate.dnsNames.some((san) => accepted.includes(asciiLowerCase(san)));
}

/** Go accepts any IP in brackets, including IPv4. */
function withoutBrackets(name: string): string {
  return /^\[.+\]$/s.test(name) ? name.slice(1, -1) : name;
}

/**
 * Returns the SANs, in lower case, that cover a host. The host exactly as written is one of them, even when it is not a host name
 * (matchExactly). For a host name, there are two more (matchHostnames): the name without its trailing dot, and the name with its first
 * label replaced by a wildcard, unless it has only one label.
 */
function acceptedNames(host: string): readonly string[] {
  if (host === '' || host === '.') return [];
  const [first = '', ...rest] = (host.endsWith('.') ? host.slice(0, -1) : host).split('.');
  if (![first, ...rest].every((label) => validLabel.test(label))) return [host];
  const wildcard = rest.length > 0 ? [['*', ...rest].join('.')] : [];
  return [host, [first, ...rest].join('.'), ...wildcard];
}

/** As in validHostname: `_` is allowed, and the length limits of DNS do not apply. */
const validLabel = /^[a-z0-9_][a-z0-9_-]*$/;
