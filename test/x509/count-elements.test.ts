import fc from 'fast-check';
import t from 'tap';
import { countElements } from '../../src/x509/count-elements.js';
import { shortest } from '../fixtures/growth.js';
import { timesSlower } from '../fixtures/times-slower.js';
import { buildCertificate, rdn, sequence, tlv } from './der-builder.js';

void t.test('elements, and those inside of them', (t) => {
  const name = sequence(rdn([0x55, 4, 3], 'a'));
  t.equal(countElements(name, 100), 5);
  t.equal(countElements(tlv(4, name), 100), 6, 'inside of octets');
  t.equal(countElements(tlv(3, [0], name), 100), 6, 'inside of bits');
  t.equal(countElements(tlv(2, name), 100), 1, 'a number has nothing inside');
  t.equal(countElements(Buffer.concat([name, name]), 100), 10, 'one after the other');
  t.equal(countElements(Buffer.of(), 100), 0);
  t.equal(countElements(Buffer.of(0x30, 3, 5, 0, 0x30), 100), 2, 'up to what is no DER');
  t.end();
});

void t.test('not more than one above the limit, in the time of the limit', (t) => {
  const wide = sequence(Buffer.from('0500'.repeat(500_000), 'hex'));
  t.equal(countElements(wide, 300), 301);
  t.ok(shortest(() => countElements(wide, 300)) < 20 * timesSlower());
  let deep = tlv(0x30);
  for (let level = 0; level < 2000; level++) deep = tlv(0x30, deep);
  t.equal(countElements(deep, 5000), 2001);
  t.end();
});

void t.test('any bytes are counted', (t) => {
  const whole = buildCertificate();
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => countElements(bytes, 50) <= 51));
  fc.assert(fc.property(fc.nat(whole.length), (end) => countElements(whole.subarray(0, end), 500) <= 500));
  t.end();
});
