import t from 'tap';
import { probeLoopback } from '../../src/probe/probe-loopback.js';
import { type Reason, reasonNames } from '../../src/probe/reason.js';
import { sniRefusals } from '../../src/probe/sni-refusal.js';
import type { Certificate } from '../../src/x509/certificate.js';
import { certificate } from '../fixtures/report.js';
import { endpointOf, type TargetChange } from './endpoint-fixture.js';
import { type Answer, fakeServer } from './fake-shake.js';

const sni = 'apiserver-loopback-client';
const genuine: Partial<Certificate> = {
  subjectCommonName: `${sni}@1652180293`,
  dnsNames: [sni],
  notBefore: 1652180293 - 3600,
};

interface Circumstances {
  readonly serving?: Partial<Certificate> | undefined;
  readonly target?: TargetChange;
}

async function probe(answer: Answer | readonly Answer[], { target = {}, ...rest }: Circumstances = {}) {
  const serving = 'serving' in rest ? rest.serving : {};
  const server = fakeServer({ [sni]: answer });
  const { shake, decode } = server;
  const found = await probeLoopback({
    endpoint: endpointOf(target),
    serving: serving && [certificate(serving)],
    shakes: { once: shake, oneOfMany: shake, lateAfterHalf: () => () => false },
    others: [],
    decode,
  });
  const { loopback, reason } = found;
  t.equal(found.probes > 0, loopback.state !== 'not_asked', 'the number of probes');
  return { loopback, reason, asked: server.asked };
}

void t.test('found when it proves itself', async (t) => {
  const found = await probe({ shows: genuine });
  t.match(found, { loopback: { state: 'found', startedAt: 1652180293 }, reason: undefined, asked: [sni] });
  t.match(found, { loopback: { chain: [genuine], processes: { length: 1 } } });
  t.match(
    await probe({ shows: genuine, fails: 'handshake' }),
    { loopback: { state: 'found' }, reason: undefined },
    'shown, then refused',
  );
});

void t.test('a CN that disagrees with the dates is not believed; the certificate and its process count', async (t) => {
  const found = await probe({ shows: { ...genuine, notBefore: 1652180293 - 86_400 } });
  t.match(found, {
    loopback: { state: 'found', chain: { length: 1 }, startedAt: undefined, processes: { length: 1 } },
    reason: undefined,
  });
});

void t.test('anything else that is served in its place does not count', async (t) => {
  const impostors: readonly Partial<Certificate>[] = [
    {},
    { fingerprintSha256: 'other' },
    { ...genuine, dnsNames: ['kubernetes'] },
    { ...genuine, subjectCommonName: sni },
    { ...genuine, subjectCommonName: `${sni}-ca@1652180293` },
    { ...genuine, subjectCommonName: undefined },
  ];
  for (const impostor of impostors) {
    const because = 'fingerprintSha256' in impostor ? 'other_certificate' : 'serving_certificate';
    t.same(await probe({ shows: impostor }), {
      loopback: { state: 'not_served', because },
      reason: undefined,
      asked: [sni],
    });
  }
});

void t.test('a front that refuses its SNI twice: not reachable here, which is no failure', async (t) => {
  for (const because of sniRefusals) {
    t.same(await probe({ fails: because }), {
      loopback: { state: 'not_served', because },
      reason: undefined,
      asked: [sni, sni],
    });
    const once = await probe([{ fails: because }, { shows: genuine }]);
    t.match(once, { loopback: { state: 'found' }, reason: undefined, asked: [sni, sni] }, `${because} once`);
  }
  const ended = await probe([{ fails: 'reset' }, { fails: 'refused' }]);
  t.match(ended, { loopback: { state: 'failed' }, reason: 'refused' }, 'the process has ended meanwhile');
});

void t.test('a certificate that cannot be decoded is that of another server', async (t) => {
  const other = { loopback: { state: 'not_served', because: 'other_certificate' }, reason: undefined };
  t.match(await probe({ fails: 'certificate_malformed' }), other);
  t.match(await probe({ fails: 'certificate_too_large' }), other);
  t.match(await probe({ fails: 'certificate_too_costly' }), other);
  t.match(await probe({ shows: { subject: 'malformed' } }), other);
});

void t.test('a handshake that fails in any other way is a failure that says why', async (t) => {
  const refusals: ReadonlySet<Reason> = new Set([
    ...sniRefusals,
    'certificate_malformed',
    'certificate_too_large',
    'certificate_too_costly',
  ]);
  for (const reason of reasonNames.filter((each) => !refusals.has(each)))
    t.same(await probe({ fails: reason }), { loopback: { state: 'failed' }, reason, asked: [sni] });
});

void t.test('several handshakes count the processes behind a load balancer', async (t) => {
  const process = (fingerprintSha256: string): Answer => ({ shows: { ...genuine, fingerprintSha256 } });
  const turns: readonly Answer[] = [process('a'), process('b'), { fails: 'reset' }, { shows: {} }, process('b')];
  const found = await probe(turns, { target: { loopbackLooks: 6 } });
  t.match(found, { loopback: { processes: { length: 2 }, chain: [{ fingerprintSha256: 'a' }] }, reason: undefined });
  t.same(found.asked, [sni, sni, sni, sni, sni, sni]);
  t.equal((await probe({ shows: {} }, { target: { loopbackLooks: 6 } })).asked.length, 1, 'nothing to count');
});

void t.test('not asked where it is of no use, or would do harm', async (t) => {
  const notAsked = (because: string) => ({ loopback: { state: 'not_asked', because }, reason: undefined, asked: [] });
  t.same(await probe({ shows: genuine }, { target: { loopback: false } }), notAsked('disabled'));
  t.same(await probe({ shows: genuine }, { serving: undefined }), notAsked('no_serving_handshake'));
  for (const serving of [
    { subject: 'CN=k3s,O=k3s' },
    { subject: 'CN=dynamiclistener' },
    { issuer: 'CN=dynamiclistener-ca@1600000000,O=dynamiclistener-org' },
  ]) {
    t.same(await probe({ shows: genuine }, { serving }), notAsked('dynamiclistener'), JSON.stringify(serving));
  }
});
