import t from 'tap';
import { oidText } from '../../src/x509/oid.js';

void t.test('dotted text', (t) => {
  t.equal(oidText(Uint8Array.of(0x55, 0x1d, 0x11)), '2.5.29.17');
  t.equal(oidText(Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d)), '1.2.840.113549');
  t.equal(oidText(Uint8Array.of(0x27)), '0.39');
  t.equal(oidText(Uint8Array.of(0x88, 0x37)), '2.999');
  t.equal(oidText(Uint8Array.of(0x2a, ...Buffer.alloc(9, 0xff), 0x7f)), '1.2.1180591620717411303423');
  t.end();
});

void t.test('no OID', (t) => {
  t.equal(oidText(new Uint8Array()), undefined);
  t.equal(oidText(Uint8Array.of(0x55, 0x81)), undefined, 'cut off');
  t.equal(oidText(new Uint8Array(129).fill(1)), undefined, 'longer than any');
  t.end();
});
