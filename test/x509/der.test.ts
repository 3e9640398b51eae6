import fc from 'fast-check';
import t from 'tap';
import { encodeSequence, expectTag, MalformedDer, readElement, readElements, tags } from '../../src/x509/der.js';
import { sequence, tlv } from './der-builder.js';

void t.test('an element', (t) => {
  const bytes = Uint8Array.of(9, 0x04, 2, 7, 8, 9);
  const element = readElement(bytes, 'it', 1);
  t.same(
    { tag: element.tag, value: [...element.value], raw: [...element.raw] },
    { tag: 4, value: [7, 8], raw: [4, 2, 7, 8] },
  );
  t.end();
});

void t.test('lengths of every size', (t) => {
  for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
    const bytes = tlv(0x04, Buffer.alloc(length));
    const element = readElement(bytes, 'it');
    t.equal(element.value.length, length);
    t.equal(element.raw.length, bytes.length);
  }
  t.end();
});

void t.test('bytes that are not DER are refused', (t) => {
  const cases: readonly (readonly [what: string, bytes: readonly number[], message: RegExp])[] = [
    ['nothing', [], /^it: ends too early/],
    ['no length', [0x30], /ends too early/],
    ['less than the length', [0x04, 2, 7], /ends too early/],
    ['less than a long length', [0x04, 0x82, 1], /ends too early/],
    ['a high tag number', [0x1f, 0x81, 0], /tag number above 30/],
    ['an indefinite length', [0x30, 0x80, 0, 0], /does not allow/],
    ['five octets of length', [0x04, 0x85, 1, 0, 0, 0, 0], /does not allow/],
    ['a long form for a short length', [0x04, 0x81, 1, 7], /shortest form/],
    ['a leading zero', [0x04, 0x82, 0, 200, ...Buffer.alloc(200)], /shortest form/],
  ];
  for (const [what, bytes, message] of cases) {
    t.throws(() => readElement(Uint8Array.from(bytes), 'it'), { name: 'MalformedDer', message }, what);
  }
  t.end();
});

void t.test('elements in a row', (t) => {
  t.same(
    [...readElements(Buffer.concat([tlv(2, [1]), tlv(4, [2])]), 'they')].map(({ tag }) => tag),
    [2, 4],
  );
  t.same([...readElements(new Uint8Array(), 'they')], []);
  t.throws(() => [...readElements(Uint8Array.of(2, 1, 1, 4), 'they')], { message: 'they: ends too early' });
  t.end();
});

void t.test('an element with the expected tag', (t) => {
  const element = readElement(tlv(2, [1]), 'it');
  t.equal(expectTag(element, tags.integer, 'it'), element);
  t.throws(() => expectTag(element, tags.oid, 'it'), { message: 'it: not of the expected type' });
  t.throws(() => expectTag(undefined, tags.oid, 'it'), { message: 'it: missing' });
  t.equal(tags.context(2), 0x82);
  t.equal(tags.explicit(3), 0xa3);
  t.end();
});

void t.test('an encoded sequence reads back the same', (t) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (values) => {
      const elements = values.map((value) => readElement(tlv(4, value), 'it'));
      return Buffer.from(encodeSequence(elements)).equals(sequence(...values.map((value) => tlv(4, value))));
    }),
  );
  t.end();
});

void t.test('any bytes are read or refused', (t) => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      try {
        return readElement(bytes, 'it').raw.length <= bytes.length;
      } catch (error) {
        return error instanceof MalformedDer;
      }
    }),
  );
  t.end();
});
