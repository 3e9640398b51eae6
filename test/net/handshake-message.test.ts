import fc from 'fast-check';
import t from 'tap';
import {
  certificatesIn,
  type CertificateMessage,
  createCertificateFinder,
  longestCertificateMessage,
} from '../../src/net/handshake-message.js';
import { handshakeMessage } from '../faults/tls-records.js';

const length3 = (length: number): Buffer => Buffer.of(length >> 16, (length >> 8) & 255, length & 255);
const vector = (...parts: readonly Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([length3(bytes.length), bytes]);
};

/** Reads the bytes in pieces that end at these places. */
function read(bytes: Buffer, cuts: readonly number[] = []): CertificateMessage | undefined {
  const find = createCertificateFinder();
  let found: CertificateMessage | undefined;
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  places.reduce((start, end) => {
    found = find(bytes.subarray(start, end));
    return end;
  }, 0);
  return found;
}

void t.test('finds the certificates however the messages are cut', (t) => {
  const certificate = Buffer.from('certificates');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(4, 8, 13, 15), fc.uint8Array({ maxLength: 300 })), { maxLength: 4 }),
      fc.array(fc.nat(5000), { maxLength: 20 }),
      (others, cuts) => {
        const between = others.map(([type, body]) => handshakeMessage(type, body));
        const bytes = Buffer.concat([...between, handshakeMessage(11, certificate), ...between]);
        t.same(read(bytes, cuts), certificate);
      },
    ),
    { numRuns: 100 },
  );
  t.end();
});

void t.test('what ends a handshake comes after all certificates', (t) => {
  const [certificate, finished] = [handshakeMessage(11, Buffer.alloc(8)), handshakeMessage(20, Buffer.alloc(32))];
  t.equal(read(Buffer.concat([handshakeMessage(8, Buffer.alloc(2)), finished]), [9]), 'none');
  t.equal(read(Buffer.concat([finished, certificate])), 'none');
  t.same(read(Buffer.concat([certificate, finished])), Buffer.alloc(8));
  t.end();
});

void t.test('what is not whole, too long or too short', (t) => {
  t.same(read(handshakeMessage(11, Buffer.alloc(10)).subarray(0, 13)), undefined);
  t.same(read(handshakeMessage(11, Buffer.alloc(0))), Buffer.alloc(0));
  t.same(read(Buffer.concat([Buffer.of(11), length3(longestCertificateMessage + 1)])), 'too-long');
  t.equal(read(handshakeMessage(11, Buffer.alloc(longestCertificateMessage)))?.length, longestCertificateMessage);
  t.same(read(handshakeMessage(2, Buffer.alloc(0))), undefined);
  t.end();
});

void t.test('the certificates of either version, as far as they are whole', (t) => {
  const ders = [Buffer.from('leaf'), Buffer.from('issuer')];
  const entries = ders.map((der) => vector(der));
  const v12 = vector(...entries);
  const v13 = (extensions: number): Buffer =>
    Buffer.concat([
      Buffer.of(2, 9, 9),
      vector(...entries.flatMap((entry) => [entry, Buffer.of(0, extensions), Buffer.alloc(extensions)])),
    ]);
  t.same(certificatesIn(v12, '1.2'), ders);
  for (const extensions of [0, 5]) t.same(certificatesIn(v13(extensions), '1.3'), ders);
  t.same(certificatesIn(v12.subarray(0, -1), '1.2'), ders.slice(0, 1));
  for (const empty of [Buffer.alloc(0), Buffer.of(0), Buffer.of(0, 0, 0)]) {
    t.same(certificatesIn(empty, '1.2'), []);
    t.same(certificatesIn(empty, '1.3'), []);
  }
  t.end();
});
