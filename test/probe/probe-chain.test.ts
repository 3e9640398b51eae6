import t from 'tap';
import { decodeChain, probeChain } from '../../src/probe/probe-chain.js';
import type { Decode } from '../../src/x509/certificate.js';
import { certificate } from '../fixtures/report.js';
import { type Answer, fakeServer } from './fake-shake.js';

/** Probes a server that gives this answer. Also returns the handshakes that were asked for and closed. */
async function probeFake(answer: Answer) {
  const server = fakeServer({ 'api.example.com': answer });
  const { chain, reason } = await probeChain(server.shake, 'api.example.com', server.decode);
  return { shown: chain?.map(({ subject }) => subject), reason, asked: server.asked, closed: server.closed() };
}

const asked = ['api.example.com'];

void t.test('returns what is shown and closes the connection', async (t) => {
  t.same(await probeFake({ shows: { subject: 'CN=x' } }), { shown: ['CN=x'], reason: undefined, asked, closed: 1 });
});

void t.test('a server that shows its certificate and then refuses us has shown it', async (t) => {
  const answer = await probeFake({ shows: { subject: 'CN=x' }, fails: 'handshake' });
  t.same(answer, { shown: ['CN=x'], reason: undefined, asked, closed: 0 });
});

void t.test('why there is no chain', async (t) => {
  t.same(await probeFake({ fails: 'reset' }), { shown: undefined, reason: 'reset', asked, closed: 0 });
  const malformed = { shown: undefined, reason: 'certificate_malformed', asked, closed: 1 };
  t.same(await probeFake({ shows: { subject: 'malformed' } }), malformed);
  t.same(await probeFake({}), { ...malformed, reason: 'no_certificate' });
  t.same(await probeFake({ shows: { subject: 'malformed' }, fails: 'handshake' }), {
    ...malformed,
    reason: 'handshake',
    closed: 0,
  });
});

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

void t.test('a fault after the leaf keeps the certificates before it', (t) => {
  t.same(decoded(1, 2, 100, 3), [[1, 2], 'certificate_malformed']);
  t.same(decoded(1, 200, 100), [[1], 'certificate_too_large'], 'the first fault counts');
  t.end();
});

void t.test('a fault in the leaf leaves nothing', (t) => {
  t.same(decoded(100, 1), [undefined, 'certificate_malformed']);
  t.same(decoded(200), [undefined, 'certificate_too_large']);
  t.end();
});
