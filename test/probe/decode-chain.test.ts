import t from 'tap';
import { decodeChain } from '../../src/probe/decode-chain.js';
import type { Decode } from '../../src/x509/decoded.js';
import { certificate } from '../findings/report-fixture.js';

/** Bytes 1 to 99 are certificates with that serial number. */
const decode: Decode = ([byte = 0]) =>
  byte < 100
    ? { ok: true, certificate: certificate({ serialNumber: String(byte) }) }
    : { ok: false, reason: byte < 200 ? 'certificate_malformed' : 'certificate_too_large', message: '' };

const decoded = (...bytes: readonly number[]) => {
  const { chain, reason } = decodeChain(
    bytes.map((byte) => Uint8Array.of(byte)),
    decode,
  );
  return [chain?.map(({ serialNumber }) => Number(serialNumber)), reason];
};

void t.test('the whole chain, leaf first', (t) => {
  t.same(decoded(1), [[1], undefined]);
  t.same(decoded(2, 1, 3), [[2, 1, 3], undefined]);
  t.end();
});

void t.test('nothing was served', (t) => {
  t.same(decoded(), [undefined, 'no_certificate']);
  t.end();
});

void t.test('a fault behind the leaf leaves what stands before it', (t) => {
  t.same(decoded(1, 2, 100, 3), [[1, 2], 'certificate_malformed']);
  t.same(decoded(1, 200, 100), [[1], 'certificate_too_large'], 'the first fault counts');
  t.end();
});

void t.test('a fault of the leaf leaves nothing', (t) => {
  t.same(decoded(100, 1), [undefined, 'certificate_malformed']);
  t.same(decoded(200), [undefined, 'certificate_too_large']);
  t.end();
});
