import t from 'tap';
import { lookAtChain } from '../../src/probe/chain-look.js';
import { type Answer, fakeServer } from './fake-shake.js';

/** The look at a server that gives this answer, beside the handshakes that were asked for and closed. */
async function look(answer: Answer) {
  const server = fakeServer({ 'api.example.com': answer });
  const { chain, reason } = await lookAtChain(server.shake, 'api.example.com', server.decode);
  return { shown: chain?.map(({ subject }) => subject), reason, asked: server.asked, closed: server.closed() };
}

const asked = ['api.example.com'];

void t.test('what is shown, and the connection is closed', async (t) => {
  t.same(await look({ shows: { subject: 'CN=x' } }), { shown: ['CN=x'], reason: undefined, asked, closed: 1 });
});

void t.test('a server that refuses us after it has shown its certificate has shown it', async (t) => {
  const answer = await look({ shows: { subject: 'CN=x' }, fails: 'handshake' });
  t.same(answer, { shown: ['CN=x'], reason: undefined, asked, closed: 0 });
});

void t.test('why there is none', async (t) => {
  t.same(await look({ fails: 'reset' }), { shown: undefined, reason: 'reset', asked, closed: 0 });
  const malformed = { shown: undefined, reason: 'certificate_malformed', asked, closed: 1 };
  t.same(await look({ shows: { subject: 'malformed' } }), malformed);
  t.same(await look({}), { ...malformed, reason: 'no_certificate' });
  t.same(await look({ shows: { subject: 'malformed' }, fails: 'handshake' }), {
    ...malformed,
    reason: 'handshake',
    closed: 0,
  });
});
