import t from 'tap';
import { handshakeTraffic } from '../../src/net/handshake-traffic.js';
import { encrypt, secret } from './encrypted-record.js';

void t.test('decrypts records in their order', (t) => {
  const decrypt = handshakeTraffic(secret);
  for (let sequence = 0; sequence < 200; sequence++) {
    const payload = Buffer.from(`message ${sequence}`);
    const padding = Buffer.alloc(sequence % 3);
    const record = encrypt(sequence, Buffer.concat([payload, Buffer.of(22), padding]));
    t.same(decrypt(record), { type: 22, payload });
  }
  t.equal(decrypt(encrypt(7, Buffer.of(1, 22))), undefined, 'out of order');
  t.match(decrypt(encrypt(200, Buffer.of(1, 22))), { type: 22 }, 'what cannot be read does not count');
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
