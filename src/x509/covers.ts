import type { Certificate } from './certificate.js';
import { asciiLowerCase } from './host-name.js';
import { parseIpAddress } from './ip-address.js';

/** SANs that a host is compared with. What covers() learns of them is kept as long as the same object is. */
export type HostSans = Pick<Certificate, 'dnsNames' | 'ipAddresses'>;

/**
 * Returns whether a client that dials `name` accepts the certificate's SANs. The rules are those of VerifyHostname in Go's crypto/x509,
 * since kubectl, the kubelet and every controller are written in Go. The CN never counts. An IP is compared with IP SANs only, by value. A
 * wildcard means exactly one label and must be the whole left-most label. `name` may be any text. The first call reads every SAN; each
 * further one takes the same time however many there are.
 */
export function covers(certificate: HostSans, name: string): boolean {
  const ip = parseIpAddress(withoutBrackets(name));
  const { dnsNames, ipAddresses } = indexOf(certificate);
  if (ip !== undefined) return ipAddresses.has(ip);
  const host = asciiLowerCase(name);
  if (host === '' || host === '.') return false;
  return dnsNames.has(host) || otherAcceptedNames(host).some((accepted) => dnsNames.has(accepted));
}

interface SanIndex {
  /** In lower case. */
  readonly dnsNames: ReadonlySet<string>;
  readonly ipAddresses: ReadonlySet<string>;
}

/** A hostile certificate has ten thousand SANs, and is compared with hundreds of names at each probe. */
const indexes = new WeakMap<HostSans, SanIndex>();

function indexOf(certificate: HostSans): SanIndex {
  const known = indexes.get(certificate);
  if (known !== undefined) return known;
  const { dnsNames, ipAddresses } = certificate;
  const index = { dnsNames: new Set(dnsNames.map(asciiLowerCase)), ipAddresses: new Set(ipAddresses) };
  indexes.set(certificate, index);
  return index;
}

/** Estimates how many bytes of memory the index of a certificate with these SANs holds. */
export function heldBySanIndex({
  dnsNames,
  ips,
}: {
  readonly dnsNames: readonly string[];
  readonly ips: number;
}): number {
  let sum = (entryBytes + ipBytes) * ips;
  // Names in upper case are held once more.
  for (const name of new Set(dnsNames)) sum += entryBytes + name.length;
  return sum;
}

/** A string and its place in a Set. */
const entryBytes = 56;
/** The longest text of an IP address, and its place in a list. */
const ipBytes = 48;

/** Of more, nobody has put an IP into the wrong place by mistake. */
const mostMisplaced = 1000;

/** The DNS names of a certificate, or the first of very many, that are IP addresses, in canonical text. They count for no IP. */
export function ipsAmongDnsNames(certificate: HostSans): ReadonlySet<string> {
  const known = misplaced.get(certificate);
  if (known !== undefined) return known;
  const ips = new Set(
    certificate.dnsNames.slice(0, mostMisplaced).flatMap((name) => parseIpAddress(withoutBrackets(name)) ?? []),
  );
  misplaced.set(certificate, ips);
  return ips;
}

const misplaced = new WeakMap<HostSans, ReadonlySet<string>>();

/** Go accepts any IP in brackets, including IPv4. */
function withoutBrackets(name: string): string {
  return /^\[.+\]$/s.test(name) ? name.slice(1, -1) : name;
}

/**
 * Returns the SANs, in lower case, that cover a host besides the host exactly as written, which covers it even when it is not a host name
 * (matchExactly). For a host name, there are two (matchHostnames): the name without its trailing dot, and the name with its first label
 * replaced by a wildcard, unless it has only one label.
 */
function otherAcceptedNames(host: string): readonly string[] {
  const [first = '', ...rest] = (host.endsWith('.') ? host.slice(0, -1) : host).split('.');
  if (![first, ...rest].every((label) => validLabel.test(label))) return [];
  const wildcard = rest.length > 0 ? [['*', ...rest].join('.')] : [];
  return [[first, ...rest].join('.'), ...wildcard];
}

/** As in validHostname: `_` is allowed, and the length limits of DNS do not apply. */
const validLabel = /^[a-z0-9_][a-z0-9_-]*$/;
