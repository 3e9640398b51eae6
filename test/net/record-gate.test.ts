import { X509Certificate } from 'node:crypto';
import t from 'tap';
import { CostlyChain, RecordGate } from '../../src/net/record-gate.js';
import { contentTypes, handshakeMessage, record } from '../faults/tls-records.js';
import { encrypt, secret } from './encrypted-record.js';
import { identityWith } from './served-flight.js';

const limits = { verification: 15 };

const length3 = (length: number): Buffer => Buffer.of(length >> 16, (length >> 8) & 255, length & 255);

/** A Certificate message of TLS 1.2. */
function certificateMessage(cas: number): Buffer {
  const pems = identityWith({ cas }).cert.match(/-+BEGIN[^]*?END CERTIFICATE-+/g) ?? [];
  const entries = pems.map((pem) => new X509Certificate(pem).raw).flatMap((der) => [length3(der.length), der]);
  const list = Buffer.concat(entries);
  return handshakeMessage(11, Buffer.concat([length3(list.length), list]));
}

/** ServerHello with TLS_AES_128_GCM_SHA256. */
const hello = handshakeMessage(2, Buffer.concat([Buffer.alloc(35), Buffer.of(0x13, 0x01, 0)]));
const handshake = (...messages: readonly Buffer[]): Buffer => {
  const bytes = Buffer.concat(messages);
  const parts = Array.from({ length: Math.ceil(bytes.length / 16_000) }, (_, at) =>
    record(contentTypes.handshake, bytes.subarray(at * 16_000, (at + 1) * 16_000)),
  );
  return Buffer.concat(parts);
};

/** Sends the bytes in pieces of this size; returns what has passed. */
function send(bytes: Buffer, size = bytes.length, gate = new RecordGate(limits)): Buffer {
  const passed: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size)
    gate.take(bytes.subarray(at, at + size), (piece) => passed.push(Buffer.from(piece)));
  return Buffer.concat(passed);
}

const honest = Buffer.concat([handshake(hello, certificateMessage(10)), Buffer.from('everything that follows')]);
const costly = Buffer.concat([handshake(hello), handshake(certificateMessage(250))]);

void t.test('passes everything of an honest server, in its order', (t) => {
  for (const size of [1, 7, 1000, honest.length]) t.same(send(honest, size), honest, `pieces of ${size}`);
  t.end();
});

void t.test('passes nothing of the record that completes a costly chain', (t) => {
  for (const size of [50, 1000, costly.length]) t.throws(() => send(costly, size), CostlyChain, `pieces of ${size}`);
  const passed: Buffer[] = [];
  const gate = new RecordGate(limits);
  t.throws(() => gate.take(costly, (bytes) => passed.push(bytes)), { code: 'ERR_SSL_CHAIN_TOO_COSTLY' });
  t.ok(Buffer.concat(passed).length < costly.length - 1000);
  t.end();
});

void t.test('what was passed before is read, and not passed again', (t) => {
  for (const before of [1, 5, 100, handshake(hello).length, honest.length - 5]) {
    const passed: Buffer[] = [];
    new RecordGate(limits).take(honest, (bytes) => passed.push(bytes), before);
    t.same(Buffer.concat(passed), honest.subarray(before), `${before} bytes`);
    t.throws(() => new RecordGate(limits).take(costly, () => undefined, before), CostlyChain);
  }
  t.end();
});

void t.test('alerts and the like do not open the gate', (t) => {
  for (const type of [20, 21, 24, 99]) {
    const bytes = Buffer.concat([record(type, Buffer.of(1, 90)), costly]);
    t.throws(() => send(bytes, 100), CostlyChain, `type ${type}`);
  }
  t.end();
});

void t.test('encrypted records wait for the secret, and pass if they were encrypted otherwise', (t) => {
  const encrypted = record(contentTypes.applicationData, Buffer.alloc(100, 1));
  const gate = new RecordGate(limits);
  t.same(send(Buffer.concat([handshake(hello), encrypted, encrypted]), 10, gate), handshake(hello));
  const passed: Buffer[] = [];
  gate.take(encrypted, (bytes) => passed.push(bytes));
  t.same(passed, []);
  gate.learn(Buffer.alloc(32));
  t.same(Buffer.concat(passed), Buffer.concat([encrypted, encrypted, encrypted]));
  t.end();
});

/** The messages as records of TLS 1.3, of which the first has this number. */
function encrypted(bytes: Buffer, first = 0): Buffer {
  const parts = Array.from({ length: Math.ceil(bytes.length / 16_000) }, (_, at) =>
    encrypt(first + at, Buffer.concat([bytes.subarray(at * 16_000, (at + 1) * 16_000), Buffer.of(22)])),
  );
  return Buffer.concat(parts);
}

function knowing(): RecordGate {
  const gate = new RecordGate(limits);
  gate.take(handshake(hello), () => undefined);
  gate.learn(secret);
  return gate;
}

void t.test('early data, which OpenSSL skips, does not open the gate', (t) => {
  const early = record(contentTypes.applicationData, Buffer.alloc(100, 1));
  // In TLS 1.3, a context comes before the list, and extensions after each certificate.
  const list = certificateMessage(250).subarray(7);
  const entries: Buffer[] = [];
  for (let at = 0; at < list.length;) {
    const end = at + 3 + list.readUIntBE(at, 3);
    entries.push(list.subarray(at, end), Buffer.alloc(2));
    at = end;
  }
  const body = Buffer.concat(entries);
  const chain = handshakeMessage(11, Buffer.concat([Buffer.of(0), length3(body.length), body]));
  for (const bytes of [encrypted(chain), Buffer.concat([early, early, encrypted(chain)])])
    t.throws(() => send(bytes, 1000, knowing()), CostlyChain);
  t.end();
});

void t.test('a resumed session shows no certificates, and may send as much as it likes after its end', (t) => {
  const request = Buffer.concat(Array.from({ length: 30 }, () => record(23, Buffer.alloc(16_000, 1))));
  const bytes = Buffer.concat([encrypted(handshakeMessage(20, Buffer.alloc(32))), request]);
  for (const size of [1000, bytes.length]) t.same(send(bytes, size, knowing()), bytes);
  t.end();
});

void t.test('a server that keeps sending before its secret is ended', (t) => {
  const bytes = Buffer.concat([
    handshake(hello),
    ...Array.from({ length: 30 }, () => record(23, Buffer.alloc(16_000))),
  ]);
  t.throws(() => send(bytes, 16_000), CostlyChain);
  t.end();
});

void t.test('what OpenSSL refuses at once passes at once', (t) => {
  const encryptedFirst = record(contentTypes.applicationData, Buffer.alloc(100, 1));
  const tooLong = Buffer.concat([handshake(hello), Buffer.of(22, 3, 3, 255, 255), Buffer.alloc(100)]);
  const manyCertificates = handshake(hello, handshakeMessage(11, Buffer.alloc(110_000)));
  for (const bytes of [encryptedFirst, tooLong, manyCertificates]) t.same(send(bytes, 20_000), bytes);
  t.end();
});

void t.test('everything passes once the handshake is done, also what came with its end', (t) => {
  const encrypted = record(contentTypes.applicationData, Buffer.alloc(100, 1));
  const bytes = Buffer.concat([handshake(handshakeMessage(1, Buffer.alloc(50))), encrypted, Buffer.from('rest')]);
  const passed: Buffer[] = [];
  const gate = new RecordGate(limits);
  gate.take(bytes, (piece) => {
    passed.push(piece);
    gate.open();
  });
  t.same(Buffer.concat(passed), bytes);

  const late: Buffer[] = [];
  const waiting = new RecordGate(limits);
  waiting.take(bytes, (piece) => late.push(piece));
  t.ok(Buffer.concat(late).length < bytes.length);
  waiting.open();
  t.same(Buffer.concat(late), bytes);
  t.end();
});
