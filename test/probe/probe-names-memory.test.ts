import t from 'tap';
import { probeNames } from '../../src/probe/probe-names.js';
import { createNameMemory } from '../../src/probe/name-memory.js';
import { endpointOf } from './endpoint-fixture.js';
import type { Answers } from './fake-shake.js';
import { probedNames } from './probed-names.js';
import { servedChain } from './served-chain.js';
import { certificate } from '../fixtures/report.js';

const named = (subjectCommonName: string) => ({
  shows: { subjectCommonName, fingerprintSha256: subjectCommonName, dnsNames: [subjectCommonName] },
});
const target = { names: ['a', 'b', 'c', 'd', 'e'] };
const answers: Answers = { a: named('a'), b: named('b'), c: named('c'), d: named('d'), e: named('e') };
const judged = ['!127.0.0.1', 'a by a', 'b by b', 'c by c', 'd by d', 'e by e'];

void t.test(
  'after the first scrape, one name every two minutes is enough for five; all have their verdicts',
  async (t) => {
    const probed = probedNames({ target, answers });
    t.match(await probed.scrape(), { names: judged, sni: target.names });
    const asked: (readonly string[])[] = [];
    for (let minutes = 1; minutes <= 10; minutes++) {
      const { names, sni, reason } = await probed.scrape({ minutes });
      t.same(names, judged);
      t.equal(reason, undefined);
      asked.push(sni);
    }
    t.same(asked, [[], ['a'], [], ['b'], [], ['c'], [], ['d'], [], ['e']]);
    t.match(await probed.scrape({ minutes: 30 }), { sni: target.names }, 'all are old');
  },
);

void t.test('a change of one name is a reason to ask for all anew', async (t) => {
  const probed = probedNames({ target, answers });
  await probed.scrape();
  const renewed = { ...answers, a: named('a2'), d: named('d2') };
  const change = { minutes: 1, answers: renewed };
  t.match(await probed.scrape(change), { names: judged, sni: [] }, 'not seen yet');
  t.match(await probed.scrape({ minutes: 2 }), {
    names: ['!127.0.0.1', '!a by a2', 'b by b', 'c by c', '!d by d2', 'e by e'],
    sni: target.names,
  });
  t.match(await probed.scrape({ minutes: 3 }), { sni: [] }, 'settled');
});

void t.test('another serving chain is a reason to ask for all anew', async (t) => {
  const probed = probedNames({ target, answers });
  await probed.scrape();
  const renewed = { fingerprintSha256: 'renewed', ipAddresses: ['127.0.0.1'] };
  t.match(await probed.scrape({ minutes: 1, serving: renewed }), {
    names: ['127.0.0.1', ...judged.slice(1)],
    sni: target.names,
  });
  t.match(await probed.scrape({ serving: undefined }), { names: [], sni: [] });
  t.match(await probed.scrape({ serving: renewed }), { sni: [] }, 'a failed handshake changes nothing');
});

void t.test('a name that is not answered any more has no verdict, until it is answered', async (t) => {
  const probed = probedNames({ target, answers });
  await probed.scrape();
  const broken = { ...answers, a: { fails: 'tls_timeout' } } as const;
  t.match(await probed.scrape({ minutes: 1, answers: broken }), { names: judged, reason: undefined });
  const without = { names: ['!127.0.0.1', ...judged.slice(2)], reason: 'tls_timeout' };
  t.match(await probed.scrape({ minutes: 2 }), { ...without, sni: ['a'] });
  t.match(await probed.scrape({ minutes: 3 }), { ...without, sni: ['a'] });
  t.match(await probed.scrape({ minutes: 4 }), { ...without, sni: ['b'] }, 'the others keep their turns');
  t.match(await probed.scrape({ minutes: 5, answers }), { names: judged, reason: undefined, sni: ['a'] });
});

void t.test('names that are added are asked for; those that are removed are forgotten', async (t) => {
  const probed = probedNames({ target: { names: ['a', 'b'] }, answers });
  await probed.scrape();
  t.match(await probed.scrape({ target: { names: ['a', 'c'] } }), {
    names: ['!127.0.0.1', 'a by a', 'c by c'],
    sni: ['c'],
  });
  t.match(await probed.scrape({ target: { names: ['a', 'b', 'c'] } }), { sni: ['b'] });
});

void t.test('targets, addresses and serving names are kept apart', async (t) => {
  const probed = probedNames({ answers });
  const names = ['a'];
  for (const of of [{}, { name: 'other' }, { addresses: ['127.0.0.1:6444'] }, { serverName: 'b' }])
    t.match(await probed.scrape({ target: { names, ...of } }), { sni: ['a'] }, JSON.stringify(of));
  t.match(await probed.scrape({ target: { names } }), { sni: [] });
});

void t.test('asks for at most four names at once', async (t) => {
  const names = Array.from({ length: 20 }, (_, i) => `name-${i}`);
  let [now, most] = [0, 0];
  const { asked, reason, judged } = await probeNames({
    endpoint: endpointOf({ names }),
    serving: servedChain(certificate()),
    others: [],
    shake: async () => {
      most = Math.max(most, ++now);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      now -= 1;
      return { ok: false, reason: 'tls_timeout', certificates: [], times: {} };
    },
    decode: () => ({ ok: false, reason: 'certificate_malformed', message: '' }),
    judge: () => ({ trust: undefined, under: () => undefined }),
    memory: createNameMemory(),
    clock: { monotonic: () => 0 },
  });
  t.equal(most, 4);
  t.match(
    { asked, reason, verdicts: judged.verdicts.map(({ name }) => name) },
    { asked: true, reason: 'tls_timeout', verdicts: ['127.0.0.1'] },
  );
});
