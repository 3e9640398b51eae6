import fc from 'fast-check';
import t from 'tap';
import { ipConstraintFinder, rangeText } from '../../src/x509/go-ip-constraints.js';
import type { IpRange } from '../../src/x509/go-name-constraints.js';

const bytes = (number: bigint, length: number): Buffer =>
  Buffer.from(number.toString(16).padStart(2 * length, '0'), 'hex');

function maskOf(bits: number, length: number): bigint {
  return (2n ** BigInt(bits) - 1n) << BigInt(8 * length - bits);
}

/** The network of the first bits of an address, or the address itself with a mask that leaves bits of it out. */
function range(ip: Uint8Array, bits: number, exact = true): IpRange {
  const mask = bytes(maskOf(bits, ip.length), ip.length);
  return { ip: exact ? ip.map((octet, at) => octet & (mask[at] ?? 0)) : ip, mask };
}

const ipv4 = (...octets: readonly number[]): Buffer => Buffer.from(octets);
const mapped = (...octets: readonly number[]): Buffer =>
  Buffer.from([...Array<number>(10).fill(0), 255, 255, ...octets]);

void t.test('addresses and ranges', (t) => {
  const find = ipConstraintFinder([
    range(ipv4(10, 0, 0, 0), 8),
    range(ipv4(192, 168, 1, 0), 24),
    range(ipv4(1, 2, 3, 4), 32),
  ]);
  const text = (ip: Uint8Array): string | undefined => {
    const found = find?.(ip);
    return found && rangeText(found);
  };
  t.equal(text(ipv4(10, 255, 255, 255)), '10.0.0.0/8');
  t.equal(text(ipv4(10, 0, 0, 0)), '10.0.0.0/8');
  t.equal(text(ipv4(11, 0, 0, 0)), undefined);
  t.equal(text(ipv4(9, 255, 255, 255)), undefined);
  t.equal(text(ipv4(192, 168, 1, 200)), '192.168.1.0/24');
  t.equal(text(ipv4(192, 168, 2, 0)), undefined);
  t.equal(text(ipv4(1, 2, 3, 4)), '1.2.3.4/32');
  t.equal(text(mapped(10, 0, 0, 1)), undefined, 'IPv6 is compared with ranges of IPv6');
  t.equal(ipConstraintFinder([]), undefined, 'there is no constraint');
  t.end();
});

void t.test('all addresses, and IPv6', (t) => {
  t.ok(ipConstraintFinder([range(ipv4(0, 0, 0, 0), 0)])?.(ipv4(255, 1, 2, 3)));
  const find = ipConstraintFinder([range(bytes(0xfd00n << 112n, 16), 8), range(mapped(10, 0, 0, 0), 104)]);
  t.ok(find?.(bytes((0xfdffn << 112n) + 1n, 16)));
  t.notOk(find?.(bytes(0xfcffn << 112n, 16)));
  t.ok(find?.(mapped(10, 9, 8, 7)));
  t.notOk(find?.(mapped(11, 0, 0, 0)));
  t.end();
});

void t.test('ranges in words', (t) => {
  t.equal(rangeText(range(ipv4(10, 0, 0, 5), 8, false)), '10.0.0.5/8');
  t.equal(rangeText(range(ipv4(0, 0, 0, 0), 0)), '0.0.0.0/0');
  t.equal(rangeText(range(bytes(0xfd00n << 112n, 16), 7)), 'fc00::/7');
  t.equal(rangeText(range(mapped(10, 0, 0, 0), 104)), '10.0.0.0/8');
  t.end();
});

/** Go compares the address of the range as it is written, so that its search passes by. */
void t.test('a range whose address is not its first one may be missed, as in Go', (t) => {
  const odd = range(ipv4(10, 0, 0, 5), 8, false);
  t.equal(ipConstraintFinder([odd])?.(ipv4(10, 0, 0, 1)), odd);
  t.equal(ipConstraintFinder([odd, range(ipv4(1, 0, 0, 0), 8)])?.(ipv4(10, 0, 0, 1)), undefined);
  t.equal(ipConstraintFinder([odd, range(ipv4(1, 0, 0, 0), 8)])?.(ipv4(10, 0, 0, 6)), odd);
  t.end();
});

/** Few different bits, so that ranges lie within each other. */
const address = (length: number): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.constantFrom(0, 1, 128, 255), { minLength: length, maxLength: length })
    .map((octets) => Buffer.from(octets));
const ranges = (length: number): fc.Arbitrary<IpRange[]> =>
  fc.array(
    fc.tuple(address(length), fc.nat(8 * length)).map(([ip, bits]) => range(ip, bits)),
    { minLength: 1, maxLength: 8 },
  );

void t.test('an address is in a range if its first bits are', (t) => {
  for (const length of [4, 16]) {
    fc.assert(
      fc.property(ranges(length), address(length), (some, ip) => {
        const number = (octets: Uint8Array): bigint => BigInt(`0x${Buffer.from(octets).toString('hex')}`);
        const around = some.filter(({ ip: first, mask }) => (number(ip) & number(mask)) === number(first));
        const found = ipConstraintFinder(some)?.(ip);
        return around.length === 0 ? found === undefined : found !== undefined && around.includes(found);
      }),
      { numRuns: 1000 },
    );
  }
  t.end();
});
