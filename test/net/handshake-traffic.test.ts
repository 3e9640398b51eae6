import { createCipheriv } from 'node:crypto';
import t from 'tap';
import { handshakeTraffic } from '../../src/net/handshake-traffic.js';

/** server_handshake_traffic_secret and the key and iv that follow from it (RFC 8448 section 3). */
const secret = Buffer.from('b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38', 'hex');
const key = Buffer.from('3fce516009c21727d0f2e4e86ee403bc', 'hex');
const iv = Buffer.from('5d313eb2671276ee13000b30', 'hex');

/** Makes the record with this number. Numbers below 256 change the last byte of the nonce alone. */
function encrypt(sequence: number, inner: Uint8Array): Buffer {
  const nonce = Buffer.from(iv);
  nonce[11] = (nonce[11] ?? 0) ^ sequence;
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const length = inner.length + 16;
  const header = Buffer.of(23, 3, 3, length >> 8, length & 255);
  cipher.setAAD(header);
  return Buffer.concat([header, cipher.update(inner), cipher.final(), cipher.getAuthTag()]);
}

void t.test('decrypts records in their order', (t) => {
  const decrypt = handshakeTraffic(secret);
  for (let sequence = 0; sequence < 200; sequence++) {
    const payload = Buffer.from(`message ${sequence}`);
    const padding = Buffer.alloc(sequence % 3);
    const record = encrypt(sequence, Buffer.concat([payload, Buffer.of(22), padding]));
    t.same(decrypt(record), { type: 22, payload });
  }
  t.equal(decrypt(encrypt(7, Buffer.of(1, 22))), undefined, 'out of order');
  t.end();
});

void t.test('reads nothing that is too short, or that was encrypted otherwise', (t) => {
  for (const length of [0, 5, 20, 21, 22, 100])
    t.equal(handshakeTraffic(secret)(Buffer.alloc(length, 1)), undefined, `${length} bytes`);
  t.equal(handshakeTraffic(secret)(encrypt(0, Buffer.alloc(3))), undefined, 'padding alone');
  t.equal(handshakeTraffic(Buffer.concat([secret, secret]))(encrypt(0, Buffer.of(1, 22))), undefined);
  t.end();
});

void t.test('knows no suite with another hash', (t) => {
  t.equal(handshakeTraffic(Buffer.alloc(20))(encrypt(0, Buffer.of(1, 22))), undefined);
  t.end();
});
