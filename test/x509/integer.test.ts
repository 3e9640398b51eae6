import t from 'tap';
import { integerHex } from '../../src/x509/integer.js';

void t.test('as OpenSSL prints a serial number', (t) => {
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
