import t from 'tap';
import { createNameMemory } from '../../src/probe/name-memory.js';
import { probeNames } from '../../src/probe/probe-names.js';
import type { Certificate } from '../../src/x509/certificate.js';
import { certificate } from '../fixtures/report.js';
import { endpointOf, type TargetChange } from './endpoint-fixture.js';
import { type Answers, fakeServer } from './fake-shake.js';
import { servedChain } from './served-chain.js';

interface Circumstances {
  readonly target: TargetChange;
  readonly serving?: Partial<Certificate> | undefined;
  readonly answers?: Answers;
}

/** Names as `name` where covered, `!name` where not. */
async function judge({ target, answers = {}, ...rest }: Circumstances) {
  const serving = 'serving' in rest ? rest.serving : {};
  const server = fakeServer(answers);
  const { shake, decode } = server;
  const { verdicts, ...others } = await probeNames({
    endpoint: endpointOf(target),
    serving: serving ? servedChain(certificate(serving)) : servedChain(),
    shake,
    decode,
    judge: () => ({ trust: undefined, under: () => undefined }),
    memory: createNameMemory(),
    clock: { monotonic: () => 0 },
  });
  return {
    ...others,
    names: verdicts.map(({ name, covered }) => (covered ? name : `!${name}`)),
    roles: verdicts.map(({ role }) => role),
    sni: server.asked,
  };
}

const settled = { reason: undefined, asked: false, sni: [] };

void t.test('a name that the serving certificate settles needs no further handshake', async (t) => {
  const serving = { dnsNames: ['api.example.com'], ipAddresses: ['127.0.0.1'] };
  t.same(await judge({ target: { names: ['api.example.com', '203.0.113.10'] }, serving }), {
    ...settled,
    names: ['127.0.0.1', 'api.example.com', '!203.0.113.10'],
    roles: ['instance', 'client', 'client'],
  });
});

void t.test('named certificates: a name that it does not cover is asked for by SNI, once', async (t) => {
  const answers = { 'a.example.com': { shows: { dnsNames: ['a.example.com'] } }, else: { shows: {} } };
  t.same(await judge({ target: { names: ['a.example.com', 'b.example.com', 'kubernetes'] }, answers }), {
    names: ['!127.0.0.1', 'a.example.com', '!b.example.com', 'kubernetes'],
    roles: ['instance', 'client', 'client', 'client'],
    reason: undefined,
    asked: true,
    sni: ['a.example.com', 'b.example.com'],
  });
});

void t.test('an IP is judged without SNI, once, where the serving handshake had one', async (t) => {
  const target = { addresses: ['kubernetes'], names: ['10.225.4.51', '203.0.113.10'] };
  const answers = { none: { shows: { ipAddresses: ['203.0.113.10'] } } };
  t.same(await judge({ target, answers }), {
    names: ['kubernetes', '!10.225.4.51', '203.0.113.10'],
    roles: ['instance', 'client', 'client'],
    reason: undefined,
    asked: true,
    sni: ['none'],
  });
});

void t.test('a name that is the SNI already is not asked for again', async (t) => {
  t.same(await judge({ target: { addresses: ['api.example.com'] } }), {
    ...settled,
    names: ['!api.example.com'],
    roles: ['instance'],
  });
});

void t.test('a listener that would add the name to its own certificate is not asked', async (t) => {
  const serving = { subject: 'CN=k3s,O=k3s', dnsNames: ['kubernetes'] };
  const target = { names: ['kubernetes', 'a.example.com', '10.96.0.1'] };
  t.same(await judge({ target, serving }), {
    ...settled,
    names: ['!127.0.0.1', 'kubernetes', '!a.example.com', '10.96.0.1'],
    roles: ['instance', 'client', 'client', 'client'],
  });
  t.match(await judge({ target: { ...target, addresses: ['api.example.com'] }, serving }), { asked: false, sni: [] });
});

void t.test('a verdict that failed is missing, with the first reason; the others are kept', async (t) => {
  const answers: Answers = {
    'a.example.com': { fails: 'reset' },
    'b.example.com': { fails: 'tls_timeout' },
    'c.example.com': { shows: { dnsNames: ['*.example.com'] }, fails: 'handshake' },
  };
  const names = ['a.example.com', 'b.example.com', 'c.example.com'];
  t.same(await judge({ target: { names }, answers }), {
    names: ['!127.0.0.1', 'c.example.com'],
    roles: ['instance', 'client'],
    reason: 'reset',
    asked: true,
    sni: names,
  });
});

void t.test('without a serving certificate there is nothing to judge', async (t) => {
  const target = { names: ['a.example.com'] };
  t.same(await judge({ target, serving: undefined }), { ...settled, names: [], roles: [] });
});
