import { BlockList, isIPv4 } from 'node:net';
import { ipv6Groups, parseIpAddress } from '../x509/ip-address.js';
import { type Network, parseNetwork } from './network.js';

/**
 * The kinds of addresses where no instance of a stranger's list can be: something of this host or of its own link answers there, often
 * without any login. kube-apiserver itself refuses the first, second and fourth in Endpoints and EndpointSlices (Kubernetes,
 * pkg/apis/core/validation, ValidateNonSpecialIP). Each kind has the words that follow an address in a sentence, and its networks. The
 * first kind that matches wins.
 */
const kinds = {
  metadata: {
    words: 'a metadata service',
    networks: [
      // AWS (EC2, "Instance metadata service"), Azure, Google Cloud, OpenStack, DigitalOcean, Hetzner, Oracle OCI and others.
      '169.254.169.254/32',
      // AWS: ECS task roles and metadata, and EKS Pod Identity, with its IPv6 address; then EC2 on IPv6.
      ...['169.254.170.2/32', '169.254.170.23/32', 'fd00:ec2::23/128', 'fd00:ec2::254/128'],
      // Google Cloud ("View and query VM metadata", IPv6-only instances).
      'fd20:ce::254/128',
      // Oracle Cloud: OCI on IPv6, and Compute Classic.
      ...['fd00:c1::a9fe:a9fe/128', '192.0.0.192/32'],
      // Scaleway on IPv6.
      'fd00:42::42/128',
      // Alibaba Cloud ("Instance metadata").
      '100.100.100.200/32',
      // Azure ("What is IP address 168.63.129.16?"): the wire server, which gives goal states and certificates.
      '168.63.129.16/32',
    ],
  },
  // RFC 1122 3.2.1.3 (g), RFC 4291 2.5.3.
  loopback: { words: 'a loopback address', networks: ['127.0.0.0/8', '::1/128'] },
  // RFC 1122 3.2.1.3 (a), RFC 4291 2.5.2. Linux connects to itself for 0.0.0.0 and ::.
  unspecified: { words: 'an unspecified address', networks: ['0.0.0.0/8', '::/128'] },
  // RFC 3927, RFC 4291 2.5.6.
  link_local: { words: 'a link-local address', networks: ['169.254.0.0/16', 'fe80::/10'] },
  // RFC 5771, RFC 4291 2.7.
  multicast: { words: 'a multicast address', networks: ['224.0.0.0/4', 'ff00::/8'] },
  // RFC 919 7.
  broadcast: { words: 'a broadcast address', networks: ['255.255.255.255/32'] },
} as const satisfies Record<string, { readonly words: string; readonly networks: readonly string[] }>;

export type SpecialKind = keyof typeof kinds;

interface SpecialList {
  readonly kind: SpecialKind;
  readonly list: BlockList;
}

/** Made when they are first asked: Node compiles a regular expression for IPv6 that takes longer than all else here, and most runs ask nothing. */
let madeLists: readonly SpecialList[] | undefined;
const lists = (): readonly SpecialList[] => (madeLists ??= Object.entries(kinds).map(listOf));

function listOf([kind, { networks }]: readonly [string, { readonly networks: readonly string[] }]): SpecialList {
  return { kind: kind as SpecialKind, list: blockList(parsed(networks)) };
}

function parsed(networks: readonly string[]): readonly Network[] {
  return networks.flatMap((text) => parseNetwork(text) ?? []);
}

function blockList(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix, family } of networks) list.addSubnet(address, prefix, family);
  return list;
}

/** Returns the kind in words, as they follow an address: `a loopback address`. */
export function specialWords(kind: SpecialKind): string {
  return kinds[kind].words;
}

/**
 * Returns what is special about an IP, or undefined. Equal addresses have the same kind, however they are spelled, and so has an IPv6
 * address that a translator or a tunnel delivers to an IPv4 address that is special. Text that is not an IP has no kind.
 */
export function specialKind(ip: string): SpecialKind | undefined {
  const canonical = parseIpAddress(ip);
  if (canonical === undefined) return undefined;
  return kindOf(canonical) ?? (isIPv4(canonical) ? undefined : embeddedKind(ipv6Groups(canonical)));
}

/** Returns whether a network has only addresses of one kind, and is written for them: 127.0.0.0/8, but not 0.0.0.0/0. */
export function isWithinSpecial({ address, family, prefix }: Network): boolean {
  const all = Object.values(kinds).flatMap(({ networks }) => parsed(networks));
  return all.some((special) => {
    const list = blockList([special]);
    return special.family === family && special.prefix <= prefix && list.check(address, family);
  });
}

function kindOf(canonical: string): SpecialKind | undefined {
  const family = isIPv4(canonical) ? 'ipv4' : 'ipv6';
  return lists().find(({ list }) => list.check(canonical, family))?.kind;
}

/**
 * If a prefix can be read in several ways, one reading that is special is enough. Zeros say nothing there, since a short prefix leaves some,
 * and no translator delivers to 0.0.0.0/8.
 */
function embeddedKind(groups: readonly number[]): SpecialKind | undefined {
  const found = embeddedIPv4(groups).map(kindOf);
  const isUnspecified = found.length > 0 && found.every((kind) => kind === 'unspecified');
  return isUnspecified ? 'unspecified' : found.find((kind) => kind !== undefined && kind !== 'unspecified');
}

/** Returns the IPv4 addresses to which an IPv6 address may be delivered. Prefixes that an operator chose for NAT64 are not known here. */
function embeddedIPv4(groups: readonly number[]): readonly string[] {
  const bytes = groups.flatMap((group) => [group >> 8, group & 255]);
  const at = (...places: readonly number[]): string => places.map((place) => bytes[place]).join('.');
  const begins = (...start: readonly number[]): boolean => start.every((group, place) => groups[place] === group);
  const last = at(12, 13, 14, 15);
  // RFC 6052 2.1: the well-known prefix of NAT64. RFC 2765 2.1: IPv4-translated. RFC 4291 2.5.5.1: IPv4-compatible.
  if (begins(0x64, 0xff9b, 0, 0, 0, 0) || begins(0, 0, 0, 0, 0xffff, 0) || begins(0, 0, 0, 0, 0, 0)) return [last];
  // RFC 8215: local prefixes of NAT64. RFC 6052 2.2 says where the IPv4 address is after a prefix of 96, 64, 56 or 48 bits.
  if (begins(0x64, 0xff9b, 1)) return [last, at(9, 10, 11, 12), at(7, 9, 10, 11), at(6, 7, 9, 10)];
  // RFC 3056 2: 6to4.
  return begins(0x2002) ? [at(2, 3, 4, 5)] : [];
}
