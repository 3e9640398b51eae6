import { covers } from './covers.js';
import { hasExtension } from './go-chain-constraints.js';
import type { GoCertificate } from './go-certificate.js';
import { type Refusal, refusal } from './go-refusal.js';
import { asciiLowerCase } from './host-name.js';
import { ipAddressOfBytes, parseIpAddress } from './ip-address.js';

/** From this many names on, Go's message only counts them. */
const mostListed = 100;

/**
 * Returns why a certificate is refused under the name that a client dials (VerifyHostname and HostnameError of Go's crypto/x509); undefined:
 * it has the name.
 */
export function nameFault(certificate: GoCertificate, name: string): Refusal | undefined {
  const ipAddresses = certificate.ips.map((ip) => ipAddressOfBytes(ip) ?? '');
  if (covers({ dnsNames: certificate.dnsNames, ipAddresses }, name)) return undefined;
  return refusal('name', message(certificate, ipAddresses, name));
}

function message(certificate: GoCertificate, ipAddresses: readonly string[], name: string): string {
  const inside = /^\[(.+)\]$/s.exec(name)?.[1] ?? name;
  const isIp = parseIpAddress(inside) !== undefined;
  const host = isIp ? inside : name;
  if (!hasExtension(certificate, '2.5.29.17') && isCommonName(certificate, host))
    return 'x509: certificate relies on legacy Common Name field, use SANs instead';
  const names = isIp ? ipAddresses : certificate.dnsNames;
  if (isIp && names.length === 0)
    return `x509: cannot validate certificate for ${host} because it doesn't contain any IP SANs`;
  if (names.length >= mostListed)
    return `x509: certificate is valid for ${names.length} ${isIp ? 'IP SANs' : 'names'}, but none matched ${host}`;
  const listed = names.join(', ');
  if (listed === '') return `x509: certificate is not valid for any names, but wanted to match ${host}`;
  return `x509: certificate is valid for ${listed}, not ${host}`;
}

/** Whether the CN covers the host, as SANs do that are no IP (matchHostnames). */
function isCommonName({ subject }: GoCertificate, host: string): boolean {
  const pattern = asciiLowerCase(subject.commonName ?? '').split('.');
  const labels = asciiLowerCase(host.replace(/\.$/, '')).split('.');
  if (subject.commonName === undefined || subject.commonName === '' || pattern.length !== labels.length) return false;
  return pattern.every((label, at) => (at === 0 && label === '*') || label === labels[at]);
}
