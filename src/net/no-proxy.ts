import { isIPv4 } from 'node:net';
import { domainToASCII } from 'node:url';
import { parseIpAddress } from '../x509/ip-address.js';
import type { Address } from './address.js';
import { allowedIn, parseNetwork } from './network.js';

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

/** A network of IPv4 addresses that is written as IPv6 (::ffff:10.0.0.0/104) has those addresses in Go as well. */
function networkBypass(entry: string): Bypass | undefined {
  const [, written = '', digits = ''] = /^(.*)\/0*(\d+)$/.exec(entry) ?? [];
  const ip = parseIpAddress(written);
  const mapped = ip !== undefined && isIPv4(ip) && written.includes(':') ? 96 : 0;
  const network = ip === undefined ? undefined : parseNetwork(`${ip}/${Number(digits) - mapped}`);
  if (network === undefined) return undefined;
  const contains = allowedIn([network]);
  return ({ host }) => host.kind === 'ip' && contains(host.text) !== undefined;
}

function domainBypass(written: string): (name: string) => boolean {
  const host = written.startsWith('*.') ? written.slice(1) : written;
  const suffix = asciiOf(host.startsWith('.') ? host : `.${host}`);
  return (name) => name.endsWith(suffix) || (!host.startsWith('.') && name === suffix.slice(1));
}

/** International names are compared as A-labels. Text that has none stays as it is. */
function asciiOf(domain: string): string {
  return /^[\0-\x7f]*$/.test(domain) ? domain : `.${domainToASCII(domain.slice(1))}`;
}

/** Splits as net.SplitHostPort of Go does. Undefined: Go returns an error, or there is no host. */
function splitHostPort(text: string): { readonly host: string; readonly port: string } | undefined {
  const [, bracketed, plain = '', port = ''] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/s.exec(text) ?? [];
  return bracketed === undefined && plain === '' ? undefined : { host: bracketed ?? plain, port };
}
