import fc from 'fast-check';
import t from 'tap';
import { tags } from '../../src/x509/der.js';
import { goOid, GoReader, rightAlign } from '../../src/x509/go-reader.js';
import { sequence, tlv } from './der-builder.js';

const reader = (...parts: readonly Uint8Array[]): GoReader => new GoReader(Buffer.concat(parts));

void t.test('elements one after the other', (t) => {
  const some = reader(tlv(2, [5]), tlv(4, [6, 7]), sequence(tlv(5)), tlv(1, [0xff]));
  t.equal(some.peek(tags.integer), true);
  t.equal(some.peek(tags.octetString), false);
  t.equal(some.integer(), 5n);
  t.same([...(some.value(tags.octetString) ?? [])], [6, 7]);
  const inside = some.inside(tags.sequence);
  t.same([...(inside?.element(tags.null)?.raw ?? [])], [5, 0]);
  t.equal(inside?.empty, true);
  t.equal(some.empty, false);
  t.equal(some.any()?.tag, tags.boolean);
  t.equal(some.empty, true);
  t.equal(some.any(), undefined);
  t.end();
});

void t.test('what is not asked for, or not DER, is not passed over', (t) => {
  const some = reader(tlv(4, [6]));
  t.equal(some.integer(), undefined);
  t.equal(some.element(tags.sequence), undefined);
  t.equal(some.inside(tags.sequence), undefined);
  t.ok(some.value(tags.octetString));
  t.equal(new GoReader(Uint8Array.of(4, 2, 1)).any(), undefined);
  t.equal(new GoReader(Uint8Array.of(0x1f, 1, 1)).any(), undefined);
  t.end();
});

void t.test('an element that may be missing', (t) => {
  const some = reader(tlv(0x81, [1]), tlv(4));
  t.equal(some.skipOptional(tags.context(1)), true);
  t.equal(some.skipOptional(tags.context(1)), true, 'it is missing');
  t.equal(some.peek(tags.octetString), true);
  t.equal(new GoReader(Uint8Array.of(0x81, 2, 1)).skipOptional(tags.context(1)), false, 'it cannot be read');
  t.end();
});

void t.test('booleans', (t) => {
  const read = (...value: readonly number[]): boolean | undefined => reader(tlv(1, value)).boolean();
  t.same([read(0), read(0xff)], [false, true]);
  t.same([read(1), read(0xfe), read(), read(0, 0), read(0xff, 0xff)], Array(5).fill(undefined));
  t.end();
});

void t.test('integers in their shortest form', (t) => {
  const read = (hex: string): bigint | undefined => reader(tlv(2, Buffer.from(hex, 'hex'))).integer();
  t.same(['00', '7f', '0080', '80', 'ff7f', '0100'].map(read), [0n, 127n, 128n, -128n, -129n, 256n]);
  t.same(['', '0000', '007f', 'ff80', 'ffff'].map(read), Array(5).fill(undefined));
  t.equal(reader(tlv(0x80, [3])).integer(tags.context(0)), 3n, 'under another tag');
  t.end();
});

/** The shortest two's complement. */
function encodeInteger(number: bigint): Buffer {
  let length = 1;
  while (BigInt.asIntN(8 * length, number) !== number) length += 1;
  return Buffer.from(
    BigInt.asUintN(8 * length, number)
      .toString(16)
      .padStart(2 * length, '0'),
    'hex',
  );
}

void t.test('any integer is read back, and not with an octet more', (t) => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (number) => {
      const value = encodeInteger(number);
      const longer = Buffer.concat([Buffer.of(number < 0n ? 0xff : 0), value]);
      return reader(tlv(2, value)).integer() === number && reader(tlv(2, longer)).integer() === undefined;
    }),
  );
  t.end();
});

/** X.690 8.19: base 128, all octets but the last with their first bit set. */
function encodeArc(arc: number): readonly number[] {
  const digits =
    arc
      .toString(2)
      .padStart(Math.ceil(arc.toString(2).length / 7) * 7, '0')
      .match(/.{7}/g) ?? [];
  return digits.map((bits, at) => parseInt(bits, 2) | (at === digits.length - 1 ? 0 : 0x80));
}

void t.test('OIDs', (t) => {
  const read = (hex: string): string | undefined => goOid(Buffer.from(hex, 'hex'));
  const cases: readonly (readonly [hex: string, oid: string | undefined])[] = [
    ['551d11', '2.5.29.17'],
    ['2a864886f70d01010b', '1.2.840.113549.1.1.11'],
    ['00', '0.0'],
    ['27', '0.39'],
    ['28', '1.0'],
    ['4f', '1.39'],
    ['50', '2.0'],
    ['8837', '2.999'],
    ['2a87ffffff7f', '1.2.2147483647'],
    ['2a8880808000', undefined],
    ['2a818080808000', undefined],
    ['2a8001', undefined],
    ['80', undefined],
    ['2a81', undefined],
    ['', undefined],
  ];
  for (const [hex, oid] of cases) t.equal(read(hex), oid, hex);
  t.equal(reader(tlv(6, [0x55, 0x1d])).oid(), '2.5.29');
  t.equal(reader(tlv(6)).oid(), undefined);
  t.end();
});

void t.test('any OID whose arcs are below 2^31 is read back', (t) => {
  const root = fc.oneof(fc.tuple(fc.nat(1), fc.nat(39)), fc.tuple(fc.constant(2), fc.nat(2 ** 31 - 81)));
  fc.assert(
    fc.property(root, fc.array(fc.nat(2 ** 31 - 1), { maxLength: 6 }), ([first, second], rest) => {
      const value = [40 * first + second, ...rest].flatMap(encodeArc);
      return goOid(Uint8Array.from(value)) === [first, second, ...rest].join('.');
    }),
  );
  t.end();
});

void t.test('bit strings', (t) => {
  const read = (...value: readonly number[]): readonly [number, readonly number[]] | undefined => {
    const bits = reader(tlv(3, value)).bitString();
    return bits && [bits.length, [...bits.bytes]];
  };
  t.same(read(0), [0, []]);
  t.same(read(0, 1, 2), [16, [1, 2]]);
  t.same(read(5, 0xa0), [3, [0xa0]]);
  t.same(read(7, 0xff, 0x80), [9, [0xff, 0x80]]);
  for (const value of [[], [1], [8, 0], [4, 0x18], [1, 1], [7, 0x40]]) t.equal(read(...value), undefined, value.join());
  t.equal(reader(tlv(4, [0])).bitString(), undefined);
  t.end();
});

void t.test('bits moved to the right are the number that they spell', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('0', '1'), minLength: 1, maxLength: 40 }), (bits) => {
      const padding = (8 - (bits.length % 8)) % 8;
      const octets = (bits + '0'.repeat(padding)).match(/.{8}/g) ?? [];
      const read = reader(
        tlv(
          3,
          [padding],
          octets.map((octet) => parseInt(octet, 2)),
        ),
      ).bitString();
      if (read?.length !== bits.length) return false;
      const aligned = [...rightAlign(read)].map((octet) => octet.toString(2).padStart(8, '0')).join('');
      return aligned === bits.padStart(octets.length * 8, '0');
    }),
  );
  t.same([...rightAlign({ bytes: new Uint8Array(), length: 0 })], []);
  t.end();
});
