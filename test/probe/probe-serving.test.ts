import t from 'tap';
import { systemClock } from '../../src/net/clock.js';
import { earlierServers } from '../../src/probe/earlier-servers.js';
import { probeOtherServers, servingResult } from '../../src/probe/probe-serving.js';
import type { ServedChain } from '../../src/probe/probe-chain.js';
import { createServerMemories } from '../../src/probe/server-memories.js';
import type { Trust } from '../../src/probe/report.js';
import { refusal } from '../../src/x509/go-refusal.js';
import { endpointOf } from './endpoint-fixture.js';
import { type Answer, fakeServer } from './fake-shake.js';

const strange = refusal('unknown_authority', 'x509: certificate signed by unknown authority');
const judge = ({ chain }: ServedChain) => {
  const leaf = chain?.[0];
  const trust =
    leaf?.issuerCommonName === 'stranger'
      ? strange
      : ({ accepted: true, until: leaf?.notAfter ?? 0, paths: [] } as const);
  return { trust, under: () => trust };
};

/** Probes an address, which remembers what it showed. The answers take turns. */
function prober(loopbackLooks: number | 'auto') {
  const memories = createServerMemories();
  return async (...turns: readonly Answer[]) => {
    const server = fakeServer({ none: turns });
    const endpoint = endpointOf({ loopbackLooks, ca: [] });
    const { shake, decode, asked } = server;
    const first = await servingResult(await shake(undefined), { endpoint, decode, judge });
    const serving = await probeOtherServers(first, {
      endpoint,
      serverName: endpoint.serverName,
      shakes: { oneOfMany: shake, lateAfterHalf: () => () => false },
      decode,
      judge,
      earlier: earlierServers(endpoint, memories, systemClock),
    });
    const name = ({ chain }: ServedChain) => chain?.[0].subjectCommonName;
    return {
      serving: name(serving.served),
      others: serving.others.map(name),
      trust: serving.trust.state satisfies Trust['state'],
      reason: serving.reason,
      probes: serving.probes,
      handshakes: asked.length,
    };
  };
}

const [a, b, c] = ['a', 'b', 'c'].map((name, i): Answer => ({
  shows: { subjectCommonName: name, fingerprintSha256: name, notAfter: 1e9 - i },
})) as [Answer, Answer, Answer];
const stranger: Answer = {
  shows: { subjectCommonName: 'd', fingerprintSha256: 'd', notAfter: 2e9, issuerCommonName: 'stranger' },
};

void t.test('one probe shows one server', async (t) => {
  t.same(await prober(1)(a, b), {
    serving: 'a',
    others: [],
    trust: 'trusted',
    reason: undefined,
    probes: 1,
    handshakes: 1,
  });
});

void t.test('of several servers the worst decides, and all are there', async (t) => {
  t.match(await prober(3)(a, b, c), { serving: 'c', others: ['b', 'a'], probes: 3 });
  t.match(await prober('auto')(a, b, c), { serving: 'c', others: ['b', 'a'], probes: 36, handshakes: 36 });
  t.match(await prober('auto')(a, a, stranger), { serving: 'd', others: ['a'], trust: 'untrusted' });
  t.match(await prober('auto')(a), { serving: 'a', others: [], probes: 8 });
});

void t.test('a server that fails is a failure of the address', async (t) => {
  t.match(await prober(4)(a, { fails: 'reset' }), { serving: 'a', others: [], reason: 'reset', probes: 4 });
  t.match(await prober(4)({ fails: 'reset' }, a), { serving: undefined, reason: 'reset', handshakes: 1 });
});

void t.test('servers that take turns over time all count', async (t) => {
  const probe = prober(1);
  t.match(await probe(c), { serving: 'c', others: [] });
  t.match(await probe(a), { serving: 'a', others: [] }, 'it may be a renewal');
  t.match(await probe(c), { serving: 'c', others: [] }, 'or be taken back');
  t.match(await probe(a), { serving: 'c', others: ['a'] }, 'it is not');
  t.match(await probe(a), { serving: 'c', others: ['a'] }, 'the worst is the same at each probe');
});
