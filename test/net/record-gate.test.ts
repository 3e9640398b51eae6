import t from 'tap';
import { CostlyChain, RecordGate } from '../../src/net/record-gate.js';
import { contentTypes, handshakeMessage, record } from '../faults/tls-records.js';
import { identityWith } from './served-flight.js';
import { X509Certificate } from 'node:crypto';

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
