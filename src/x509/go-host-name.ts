import { covers, heldBySanIndex, type HostSans } from './covers.js';
import { hasExtension } from './go-chain-constraints.js';
import type { GoCertificate } from './go-certificate.js';
import { type Refusal, refusal } from './go-refusal.js';
import { asciiLowerCase } from './host-name.js';
import { ipAddressOfBytes, parseIpAddress } from './ip-address.js';

/** What the rules of names need of a certificate. */
export type HostCertificate = Pick<GoCertificate, 'dnsNames' | 'ips' | 'subject' | 'extensions'>;

const subjectAltName = '2.5.29.17';

/** Leaves out what those rules do not need. */
export function forNames({ dnsNames, ips, subject, extensions }: HostCertificate): HostCertificate {
  return { dnsNames, ips, subject, extensions: extensions.filter(({ oid }) => oid === subjectAltName) };
}

/** From this many names on, Go's message only counts them. */
const mostListed = 100;

/**
 * Returns why a certificate is refused under the name that a client dials (VerifyHostname and HostnameError of Go's crypto/x509); undefined:
 * it has the name.
 */
export function nameFault(certificate: HostCertificate, name: string): Refusal | undefined {
  if (covers(hostSans(certificate), name)) return undefined;
  return refusal('name', message(certificate, name));
}

/** In characters. Go has no such limit; a hostile certificate has names that fill a page, for each name that it lacks. */
const longestList = 16_384;

interface KnownSans extends HostSans {
  /** As Go's message lists them. */
  readonly dnsList: string;
  readonly ipList: string;
}

/** A certificate is asked for hundreds of names. */
const known = new WeakMap<HostCertificate, KnownSans>();

function hostSans(certificate: HostCertificate): KnownSans {
  const found = known.get(certificate);
  if (found !== undefined) return found;
  const { dnsNames, ips } = certificate;
  const ipAddresses = ips.map((ip) => ipAddressOfBytes(ip) ?? '');
  const sans = { dnsNames, ipAddresses, dnsList: list(dnsNames), ipList: list(ipAddresses) };
  known.set(certificate, sans);
  return sans;
}

function list(names: readonly string[]): string {
  if (names.length >= mostListed) return '';
  const listed = names.join(', ');
  return listed.length > longestList ? `${listed.slice(0, longestList)}…` : listed;
}

/** Estimates how many bytes of memory nameFault keeps of a certificate, as long as the certificate is kept. */
export function heldByHostSans({ dnsNames, ips }: HostCertificate): number {
  return heldBySanIndex({ dnsNames, ips: ips.length });
}

function message(certificate: HostCertificate, name: string): string {
  const { dnsNames, ipAddresses, dnsList, ipList } = hostSans(certificate);
  const inside = /^\[(.+)\]$/s.exec(name)?.[1] ?? name;
  const isIp = parseIpAddress(inside) !== undefined;
  const host = isIp ? inside : name;
  if (!hasExtension(certificate, subjectAltName) && isCommonName(certificate, host))
    return 'x509: certificate relies on legacy Common Name field, use SANs instead';
  const [names, listed] = isIp ? [ipAddresses, ipList] : [dnsNames, dnsList];
  if (isIp && names.length === 0)
    return `x509: cannot validate certificate for ${host} because it doesn't contain any IP SANs`;
  if (names.length >= mostListed)
    return `x509: certificate is valid for ${names.length} ${isIp ? 'IP SANs' : 'names'}, but none matched ${host}`;
  if (listed === '') return `x509: certificate is not valid for any names, but wanted to match ${host}`;
  return `x509: certificate is valid for ${listed}, not ${host}`;
}

/** Whether the CN covers the host, as SANs do that are no IP (matchHostnames). */
function isCommonName({ subject }: HostCertificate, host: string): boolean {
  const { commonName = '' } = subject;
  const labels = asciiLowerCase(host.replace(/\.$/, '')).split('.');
  const [exact, wildcard] = [labels.join('.'), ['*', ...labels.slice(1)].join('.')];
  // A hostile CN has as many labels as a page, and is compared with every name.
  if (commonName === '' || (commonName.length !== exact.length && commonName.length !== wildcard.length)) return false;
  return [exact, wildcard].includes(asciiLowerCase(commonName));
}
