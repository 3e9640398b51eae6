import t from 'tap';
import { isCaByBasicConstraints } from '../../src/x509/basic-constraints.js';
import { sequence, tlv } from './der-builder.js';

void t.test('only TRUE says CA', (t) => {
  t.equal(isCaByBasicConstraints(sequence(tlv(1, [0xff]))), true);
  t.equal(isCaByBasicConstraints(sequence(tlv(1, [0xff]), tlv(2, [0]))), true);
  t.equal(isCaByBasicConstraints(sequence(tlv(1, [0]))), false);
  t.equal(isCaByBasicConstraints(sequence(tlv(1, [1]))), false);
  t.equal(isCaByBasicConstraints(sequence(tlv(2, [0]))), false);
  t.equal(isCaByBasicConstraints(sequence()), false);
  t.end();
});

void t.test('what cannot be read does not say CA', (t) => {
  t.equal(isCaByBasicConstraints(new Uint8Array()), false);
  t.equal(isCaByBasicConstraints(Uint8Array.of(0x30, 5, 1)), false);
  t.equal(isCaByBasicConstraints(sequence([1, 5])), false);
  t.end();
});
