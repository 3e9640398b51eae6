import { isIPv4 } from 'node:net';
import { domainToASCII } from 'node:url';
import { parseIpAddress } from '../x509/ip-address.js';
import type { Address } from './address.js';
import { allowedIn } from './network.js';

/** Decides whether connections to an address bypass the proxy. */
export type Bypass = (address: Address) => boolean;

/**
 * Reads NO_PROXY as Go does (golang.org/x/net/http/httpproxy): IPs, networks, and domains with their subdomains, each with or without a
 * port; `.example.com` and `*.example.com` mean subdomains alone, and `*` means everything. Go never uses a proxy for localhost and
 * loopback IPs. Text that is none of these is ignored.
 */
export function parseNoProxy(text: string): Bypass {
  const entries = text
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  const bypasses = entries.includes('*') ? [() => true] : entries.flatMap((entry) => bypassOf(entry) ?? []);
  return (address) => isLoopback(address) || bypasses.some((bypass) => bypass(address));
}

const loopback = allowedIn([
  { address: '127.0.0.0', prefix: 8, family: 'ipv4' },
  { address: '::1', prefix: 128, family: 'ipv6' },
]);

function isLoopback({ host }: Address): boolean {
  return host.kind === 'dns' ? host.text === 'localhost' : loopback(host.text) !== undefined;
}

function bypassOf(entry: string): Bypass | undefined {
  const network = networkBypass(entry);
  if (network !== undefined) return network;
  const { host, port } = splitHostPort(entry) ?? { host: entry, port: '' };
  const isPort = (address: Address): boolean => port === '' || port === String(address.port);
  const ip = parseIpAddress(host);
  if (ip !== undefined) return (address) => address.host.text === ip && isPort(address);
  const domain = domainBypass(host);
  return (address) => address.host.kind === 'dns' && domain(address.host.text) && isPort(address);
}

/** Reads as net.ParseCIDR of Go does. Part of an IPv4 address that is written as IPv6 (::ffff:10.0.0.0/104) is a network of IPv4 addresses. */
function networkBypass(entry: string): Bypass | undefined {
  const [, address = '', digits = ''] = /^(.*)\/(\d+)$/.exec(entry) ?? [];
  const [ip, bits] = [parseIpAddress(address), Number(digits)];
  if (ip === undefined || bits > (address.includes(':') ? 128 : 32)) return undefined;
  const isMapped = isIPv4(ip) && address.includes(':') && bits >= 96;
  const family = isMapped || !address.includes(':') ? 'ipv4' : 'ipv6';
  const contains = allowedIn([
    isMapped ? { address: ip, family, prefix: bits - 96 } : { address, family, prefix: bits },
  ]);
  // An IPv6 network such as ::/0 has no IPv4 addresses in Go. Node's BlockList thinks otherwise.
  const isSameFamily = (host: string): boolean => isIPv4(host) === (family === 'ipv4');
  return ({ host }) => host.kind === 'ip' && isSameFamily(host.text) && contains(host.text) !== undefined;
}

function domainBypass(written: string): (name: string) => boolean {
  const host = written.startsWith('*.') ? written.slice(1) : written;
  const suffix = asciiOf(host.startsWith('.') ? host : `.${host}`);
  return (name) => name.endsWith(suffix) || (!host.startsWith('.') && name === suffix.slice(1));
}

/** International names are compared as A-labels. Text that is no name stays as it is. */
function asciiOf(domain: string): string {
  return /^[\0-\x7f]*$/.test(domain) || !/^[-_.\p{L}\p{M}\p{N}]*$/u.test(domain)
    ? domain
    : `.${domainToASCII(domain.slice(1))}`;
}

/** Splits as net.SplitHostPort of Go does. Undefined: Go returns an error, or there is no host. */
function splitHostPort(text: string): { readonly host: string; readonly port: string } | undefined {
  const [, bracketed, plain = '', port = ''] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/s.exec(text) ?? [];
  return bracketed === undefined && plain === '' ? undefined : { host: bracketed ?? plain, port };
}
