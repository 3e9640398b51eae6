import { BlockList } from 'node:net';
import fc from 'fast-check';
import t from 'tap';
import { parseNetwork } from '../../src/net/network.js';
import { isWithinSpecial, specialKind, type SpecialKind, specialWords } from '../../src/net/special-address.js';

const examples: Readonly<Record<SpecialKind, readonly string[]>> = {
  metadata: [
    ...['169.254.169.254', '169.254.170.2', '169.254.170.23', 'fd00:ec2::254', 'FD00:0EC2:0::0254', 'fd00:ec2::23'],
    ...['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd20:ce::254', 'fd00:c1::a9fe:a9fe', 'fd00:42::42'],
  ],
  loopback: ['127.0.0.1', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::', '0::0'],
  link_local: ['169.254.0.1', '169.254.255.255', 'fe80::1', 'febf:ffff::1'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff00::'],
  broadcast: ['255.255.255.255'],
};

void t.test('each kind, with words', (t) => {
  for (const [kind, ips] of Object.entries(examples)) {
    for (const ip of ips) t.equal(specialKind(ip), kind, ip);
    t.match(specialWords(kind as SpecialKind), /^a/);
  }
  t.end();
});

void t.test('neighbours of special addresses, and what API servers have', (t) => {
  const ordinary = [
    ...['10.225.4.51', '172.18.0.2', '192.168.49.2', '100.64.0.1', '100.100.100.201', '168.63.129.17', '192.0.0.191'],
    ...['1.0.0.0', '126.255.255.255', '128.0.0.0', '169.253.255.255', '169.255.0.0', '223.255.255.255', '240.0.0.1'],
    ...['fd00:ec2::253', 'fd00:225:4::53', '2001:db8::1', 'fe7f::1', 'fec0::1', 'feff::1', '::2:0:0:0'],
    ...['64:ff9b::10.225.4.51', '64:ff9b:1::10.225.4.51', '2002:ae1:433::1', '::10.225.4.51'],
    ...['localhost', '', '127.1', '0x7f.0.0.1'],
  ];
  for (const ip of ordinary) t.equal(specialKind(ip), undefined, ip);
  t.end();
});

type Bytes = readonly [number, number, number, number];

const hex = (high: number, low: number): string => (high * 256 + low).toString(16);
const groupsOf = ([a, b, c, d]: Bytes): string => `${hex(a, b)}:${hex(c, d)}`;

/** The ways to write an IPv4 address, or an IPv6 address that leads to it. */
const spellings: readonly ((bytes: Bytes) => string)[] = [
  (bytes) => bytes.join('.'),
  (bytes) => `::ffff:${bytes.join('.')}`,
  (bytes) => `::FFFF:${groupsOf(bytes).toUpperCase()}`,
  (bytes) => `0:0:0:0:0:ffff:${groupsOf(bytes)}`,
  (bytes) => `0000:0000:0000:0000:0000:ffff:${bytes.join('.')}`,
  (bytes) => `::ffff:0:${bytes.join('.')}`,
  (bytes) => `64:ff9b::${bytes.join('.')}`,
  (bytes) => `0064:FF9B:0:0::${groupsOf(bytes)}`,
  (bytes) => `64:ff9b:1::${bytes.join('.')}`,
  (bytes) => `64:ff9b:1:abcd::${groupsOf(bytes)}`,
  ([a, b, c, d]) => `64:ff9b:1:0:${hex(0, a)}:${hex(b, c)}:${hex(d, 0)}:0`,
  ([a, b, c, d]) => `64:ff9b:1:${hex(0, a)}:${hex(0, b)}:${hex(c, d)}::`,
  ([a, b, c, d]) => `64:ff9b:1:${hex(a, b)}:${hex(0, c)}:${hex(d, 0)}::`,
  (bytes) => `2002:${groupsOf(bytes)}::1`,
];

const special = new BlockList();
for (const text of ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '255.255.255.255/32']) {
  const [ip = '', prefix] = text.split('/');
  special.addSubnet(ip, Number(prefix));
}
for (const ip of ['100.100.100.200', '168.63.129.16', '192.0.0.192']) special.addAddress(ip);

const byte = fc.integer({ min: 0, max: 255 });
const within = (first: Bytes, free: number) =>
  fc
    .tuple(byte, byte, byte, byte)
    .map((any) => any.map((each, i) => (i < 4 - free ? first[i] : each)) as unknown as Bytes);
const bytes = fc.oneof(
  fc.tuple(byte, byte, byte, byte),
  ...([127, 0, 169, 224, 239] as const).map((first) => within([first, 254, 169, 254], 3)),
  within([169, 254, 169, 254], 2),
  fc.constantFrom<Bytes>(
    [100, 100, 100, 200],
    [168, 63, 129, 16],
    [192, 0, 0, 192],
    [169, 254, 169, 254],
    [255, 255, 255, 255],
  ),
);

void t.test('no spelling of a special address passes, and ordinary ones pass in plain spellings', (t) => {
  fc.assert(
    fc.property(bytes, fc.constantFrom(...spellings), (address, spell) => {
      const plain = address.join('.');
      const text = spell(address);
      const isRefused = specialKind(text) !== undefined;
      // A local prefix of NAT64 can be read in several ways, so an ordinary address may be refused, and 0.0.0.1 may not.
      const isAmbiguous = text.startsWith('64:ff9b:1:');
      if (!special.check(plain)) return !isRefused || isAmbiguous;
      return isRefused || (isAmbiguous && address[0] === 0);
    }),
    { numRuns: 5000 },
  );
  t.end();
});

void t.test('networks that are written for special addresses alone', (t) => {
  const within = (text: string) => {
    const network = parseNetwork(text);
    return network && isWithinSpecial(network);
  };
  for (const text of ['127.0.0.0/8', '127.0.0.9/32', '169.254.169.254/32', '169.254.0.0/16', 'fe80::/10', '::1/128'])
    t.equal(within(text), true, text);
  for (const text of ['0.0.0.0/0', '126.0.0.0/7', '10.225.0.0/16', '::/0', 'fd00::/8', '100.100.100.0/24'])
    t.equal(within(text), false, text);
  t.end();
});
