import type { Certificate } from './certificate.js';
import { asciiLowerCase } from './host-name.js';
import { parseIpAddress } from './ip-address.js';

/**
 * Whether a client that dials `name` accepts the certificate's SANs: VerifyHostname of Go's crypto/x509, since kubectl, the kubelet and
 * every controller are Go. The CN never counts; an IP is held against IP SANs alone, by value; a wildcard stands for exactly one
 * label and is the whole left-most label. Any text may be asked for.
 */
export function covers(certificate: Pick<Certificate, 'dnsNames' | 'ipAddresses'>, name: string): boolean {
  const ip = parseIpAddress(withoutBrackets(name));
  if (ip !== undefined) return certificate.ipAddresses.includes(ip);
  const accepted = acceptedNames(asciiLowerCase(name));
  return certificate.dnsNames.some((san) => accepted.includes(asciiLowerCase(san)));
}

/** Go takes any IP in brackets, also IPv4. */
function withoutBrackets(name: string): string {
  return /^\[.+\]$/s.test(name) ? name.slice(1, -1) : name;
}

/**
 * The SANs, in lower case, that cover a host. Itself to the letter, even when it is no host name (matchExactly); and when it is one,
 * itself without a trailing dot, and with its first label replaced by a wildcard, which must not be all of it (matchHostnames).
 */
function acceptedNames(host: string): readonly string[] {
  if (host === '' || host === '.') return [];
  const [first = '', ...rest] = (host.endsWith('.') ? host.slice(0, -1) : host).split('.');
  if (![first, ...rest].every((label) => validLabel.test(label))) return [host];
  const wildcard = rest.length > 0 ? [['*', ...rest].join('.')] : [];
  return [host, [first, ...rest].join('.'), ...wildcard];
}

/** As validHostname has it: with `_`, and without DNS's limits of length. */
const validLabel = /^[a-z0-9_][a-z0-9_-]*$/;
