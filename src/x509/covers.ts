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
  const host = asciiLowerCase(name);
  const valid = isValidHost(withoutTrailingDot(host), false);
  const labels = withoutTrailingDot(host).split('.');
  return certificate.dnsNames.some((san) =>
    valid && isValidHost(san, true) ? matches(san, labels) : isSame(san, host),
  );
}

/** Go takes any IP in brackets, also IPv4. */
function withoutBrackets(name: string): string {
  return /^\[.+\]$/s.test(name) ? name.slice(1, -1) : name;
}

function withoutTrailingDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

const label = /^[a-z0-9_][a-z0-9_-]*$/i;

/** validHostname of Go's crypto/x509: more lenient than DNS, with `_` and without limits of length. */
function isValidHost(host: string, isPattern: boolean): boolean {
  if (host === '*') return false;
  return host.split('.').every((part, at) => (isPattern && at === 0 && part === '*') || label.test(part));
}

function matches(pattern: string, labels: readonly string[]): boolean {
  const parts = asciiLowerCase(pattern).split('.');
  return parts.length === labels.length && parts.every((part, at) => (at === 0 && part === '*') || part === labels[at]);
}

/** matchExactly of Go's crypto/x509: what is no valid host name is only ever covered by itself. */
function isSame(san: string, host: string): boolean {
  return host !== '' && host !== '.' && asciiLowerCase(san) === host;
}
