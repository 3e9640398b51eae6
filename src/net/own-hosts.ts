import { open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { parseIpAddress } from '../x509/ip-address.js';

/** Returns what this host itself, and no DNS server, says of a name: whether it has an IP. Never rejects. */
export type OwnWord = (name: string) => Promise<(ip: string) => boolean>;

/** Returns the IPs that this host itself gives a name, without asking anybody, or that it is a name of its own. Never rejects. */
export type HostAddresses = (name: string) => Promise<'this_host' | ReadonlySet<string>>;

/** Creates that function. It knows `localhost` and the names under it (RFC 6761 6.3), the host's own name, and its hosts file. */
export function createHostAddresses(readHosts: () => Promise<string>, ownName: string): HostAddresses {
  return async (name) => {
    const host = plain(name);
    if (/(?:^|\.)localhost$/.test(host) || host === plain(ownName)) return 'this_host';
    const hosts = await readHosts().catch(() => '');
    const lines = hosts.split('\n').filter((line) => line.toLowerCase().includes(host));
    return new Set(lines.flatMap((line) => addressOf(line, host) ?? []));
  };
}

/**
 * Creates the function that decides by what the host knows without asking anybody. Clusters have names of this kind: those under localhost,
 * which resolvers must not send, kubernetes.docker.internal of Docker Desktop, lb-apiserver.kubernetes.local of kubespray.
 */
export function createOwnWord(readHosts: () => Promise<string>, ownName: string): OwnWord {
  const hostAddressesOf = createHostAddresses(readHosts, ownName);
  return async (name) => {
    const own = await hostAddressesOf(name);
    return (ip) => own === 'this_host' || own.has(withoutZone(ip) ?? '');
  };
}

/** Reads a line of hosts(5): an IP, then its names. Returns the IP if the host is one of them. */
function addressOf(line: string, host: string): string | undefined {
  const [address = '', ...names] = (line.split('#', 1)[0] ?? '').trim().split(/\s+/);
  return names.some((name) => plain(name) === host) ? withoutZone(address) : undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Returns the canonical text of an address as a resolver returns it: `fe80::1%eth0` has a zone (RFC 4007 11). */
export function withoutZone(ip: string): string | undefined {
  return parseIpAddress(ip.split('%', 1)[0] ?? '');
}

const hostsFile =
  process.platform === 'win32'
    ? `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`
    : '/etc/hosts';

/** Some people block a hundred thousand names in it. */
const maxHostsBytes = 1024 * 1024;

async function readHostsFile(): Promise<string> {
  const file = await open(hostsFile);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(maxHostsBytes) });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

export const ownWord = createOwnWord(readHostsFile, hostname());

export const hostAddresses = createHostAddresses(readHostsFile, hostname());
