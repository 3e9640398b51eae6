import t from 'tap';
import { hexText, integerHex, isCaByBasicConstraints, oidText } from '../../src/x509/der-values.js';
import { sequence, tlv } from './der-builder.js';

void t.test('OIDs as dotted text', (t) => {
  t.equal(oidText(Uint8Array.of(0x55, 0x1d, 0x11)), '2.5.29.17');
  t.equal(oidText(Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d)), '1.2.840.113549');
  t.equal(oidText(Uint8Array.of(0x27)), '0.39');
  t.equal(oidText(Uint8Array.of(0x88, 0x37)), '2.999');
  t.equal(oidText(Uint8Array.of(0x2a, ...Buffer.alloc(9, 0xff), 0x7f)), '1.2.1180591620717411303423');
  t.end();
});

void t.test('bytes for display', (t) => {
  t.equal(hexText(Uint8Array.of(10, 255)), '#0aff');
  t.equal(hexText(new Uint8Array(64)), `#${'00'.repeat(64)}`);
  t.equal(hexText(new Uint8Array(65)), `#${'00'.repeat(64)}…`);
  t.end();
});

void t.test('values that are not an OID', (t) => {
  t.equal(oidText(new Uint8Array()), undefined);
  t.equal(oidText(Uint8Array.of(0x55, 0x81)), undefined, 'cut off');
  t.equal(oidText(new Uint8Array(129).fill(1)), undefined, 'longer than any');
  t.end();
});

void t.test('serial numbers as OpenSSL prints them', (t) => {
  const cases: readonly (readonly [bytes: readonly number[], text: string])[] = [
    [[0], '00'],
    [[1], '01'],
    [[0, 0xff], 'FF'],
    [[0x0a, 0xbc], '0ABC'],
    [[0x7f, 0, 0], '7F0000'],
    [[0xff], '-01'],
    [[0x80], '-80'],
    [[0xff, 0x00], '-0100'],
    [[0xfe, 0xff, 0xff], '-010001'],
  ];
  for (const [bytes, text] of cases) t.equal(integerHex(Uint8Array.from(bytes)), text);
  t.end();
});

void t.test('only TRUE says CA', (t) => {
  t.equal(isCaByBasicConstraints(sequence(tlv(1, [0xff]))), true);
  t.equal(isCaByBasicConstraints(sequence(tlv(1, [0xff]), tlv(2, [0]))), true);
  t.equal(isCaByBasicConstraints(sequence(tlv(1, [0]))), false);
  t.equal(isCaByBasicConstraints(sequence(tlv(1, [1]))), false);
  t.equal(isCaByBasicConstraints(sequence(tlv(2, [0]))), false);
  t.equal(isCaByBasicConstraints(sequence()), false);
  t.end();
});

void t.test('an unreadable value does not say CA', (t) => {
  t.equal(isCaByBasicConstraints(new Uint8Array()), false);
  t.equal(isCaByBasicConstraints(Uint8Array.of(0x30, 5, 1)), false);
  t.equal(isCaByBasicConstraints(sequence([1, 5])), false);
  t.end();
});
