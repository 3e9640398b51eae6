import fc from 'fast-check';
import t from 'tap';
import { allowedIn, type Network, parseNetwork } from '../../src/net/network.js';

void t.test('blocks of IPv4 and IPv6', (t) => {
  t.same(parseNetwork('10.225.0.0/16'), { address: '10.225.0.0', family: 'ipv4', prefix: 16 });
  t.same(parseNetwork('0.0.0.0/0'), { address: '0.0.0.0', family: 'ipv4', prefix: 0 });
  t.same(parseNetwork('FD00:225:0::/64'), { address: 'fd00:225::', family: 'ipv6', prefix: 64 });
  t.same(parseNetwork('::1/128'), { address: '::1', family: 'ipv6', prefix: 128 });
  t.end();
});

void t.test('text that is not a network is refused', (t) => {
  const bad = [
    ...['', '/', '10.225.0.0', '10.225.0.0/', '/16', '10.225.0.0/33', '::/129', '10.225.0.0/016', '10.225.0.0/-1'],
    ...['10.225.0.0/1.5', '010.0.0.0/8', '10.225/16', 'fe80::1%eth0/64', '[::1]/128', '10.225.0.0/16 ', 'a/8', '::g/8'],
    ...['::ffff:10.0.0.0/104', '::ffff:a00:0/24', '::ffff:10.0.0.0/8'],
  ];
  for (const text of bad) t.equal(parseNetwork(text), undefined, text);
  t.end();
});

const networks = (...texts: readonly string[]): readonly Network[] =>
  texts.map((text) => parseNetwork(text) as Network);

void t.test('addresses inside a network get their canonical text', (t) => {
  const allowed = allowedIn(networks('10.225.0.0/16', '192.0.2.7/32', 'fd00:225::/64', '198.51.100.77/24'));
  const table: readonly [ip: string, canonical: string | undefined][] = [
    ['10.225.0.0', '10.225.0.0'],
    ['10.225.255.255', '10.225.255.255'],
    ['10.226.0.0', undefined],
    ['10.224.255.255', undefined],
    ['::ffff:10.225.4.51', '10.225.4.51'],
    ['::ffff:ae1:433', '10.225.4.51'],
    ['::ffff:10.226.0.1', undefined],
    ['::10.225.4.51', undefined],
    ['64:ff9b::10.225.4.51', undefined],
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.8', undefined],
    ['198.51.100.1', '198.51.100.1'],
    ['FD00:225:0:0::1', 'fd00:225::1'],
    ['fd00:225:0:1::1', undefined],
    ['fd00:225::1%eth0', undefined],
    ['010.225.4.51', undefined],
    ['183567411', undefined],
    ['example.com', undefined],
    ['', undefined],
  ];
  for (const [ip, canonical] of table) t.equal(allowed(ip), canonical, ip);
  t.end();
});

void t.test('without networks, no address is allowed', (t) => {
  const allowed = allowedIn([]);
  for (const ip of ['127.0.0.1', '0.0.0.0', '::', '::1']) t.equal(allowed(ip), undefined);
  t.end();
});

const bits = (ip: string): string =>
  ip.includes(':')
    ? ip
        .split(':')
        .map((group) => parseInt(group, 16).toString(2).padStart(16, '0'))
        .join('')
    : ip
        .split('.')
        .map((byte) => Number(byte).toString(2).padStart(8, '0'))
        .join('');

const ipv4 = fc.tuple(...Array.from({ length: 4 }, () => fc.nat(255))).map((bytes) => bytes.join('.'));
const ipv6 = fc
  .tuple(...Array.from({ length: 8 }, () => fc.nat(0xffff)))
  .map((groups) => groups.map((group) => group.toString(16)).join(':'));

/** Two addresses that share some of their first bits. */
const pair = (address: fc.Arbitrary<string>, length: number) =>
  fc.tuple(address, address, fc.integer({ min: 0, max: length }), fc.integer({ min: 0, max: length }));

void t.test('only addresses that share the first bits are allowed', (t) => {
  for (const [address, length] of [
    [ipv4, 32],
    [ipv6, 128],
  ] as const) {
    fc.assert(
      fc.property(pair(address, length), ([network, other, prefix, shared]) => {
        const joined = bits(network).slice(0, shared) + bits(other).slice(shared);
        const step = length === 32 ? 8 : 16;
        const parts = Array.from({ length: length / step }, (_, at) =>
          parseInt(joined.slice(at * step, (at + 1) * step), 2).toString(length === 32 ? 10 : 16),
        );
        const ip = parts.join(length === 32 ? '.' : ':');
        const inside = bits(network).slice(0, prefix) === joined.slice(0, prefix);
        return (allowedIn(networks(`${network}/${prefix}`))(ip) !== undefined) === inside;
      }),
    );
  }
  t.end();
});

/** An IPv4 address, written as such or mapped into IPv6 (RFC 4291 2.5.5.2). */
const spelled = (ip: string): readonly string[] => {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
  return [
    ip,
    `::ffff:${ip}`,
    `::FFFF:${ip}`,
    `0:0:0:0:0:ffff:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`,
  ];
};

void t.test('no network of one family has an address of the other, however that is written', (t) => {
  for (const network of ['::/0', '::/1', '::/80', '::/95', '0::/64']) {
    for (const ip of spelled('169.254.169.254'))
      t.equal(allowedIn(networks(network))(ip), undefined, `${ip} in ${network}`);
  }
  t.equal(allowedIn(networks('0.0.0.0/0'))('::1'), undefined);
  const near = fc.constantFrom('::', '::1', '::ffff', '::fffe:a00:1', '::1:ffff:a00:1', '::ffff:0:a00:1');
  fc.assert(
    fc.property(ipv4, fc.oneof(ipv6, near), fc.nat(32), fc.nat(128), (four, six, short, long) => {
      const inIPv4 = allowedIn(networks(`${four}/${short}`));
      const inIPv6 = allowedIn(networks(`${six}/${long}`));
      return (
        inIPv4(six) === undefined &&
        inIPv6(six) !== undefined &&
        spelled(four).every((ip) => inIPv4(ip) === four && inIPv6(ip) === undefined)
      );
    }),
  );
  t.end();
});
