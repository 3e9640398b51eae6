import { createServer as createTcpServer } from 'node:net';
import { createServer } from 'node:tls';
import t, { type Test } from 'tap';
import { createAuthority, type Identity } from '../../demo/pki.js';
import { systemClock } from '../../src/net/clock.js';
import type { NameVerdict, Report } from '../../src/probe/report.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { withNegativeSerial } from './odd-identity.js';
import { createProbedCluster } from './probed-cluster.js';
import { probeDependencies } from './simulated-cluster.js';

const { authority, serving, start, issue, probe } = await createProbedCluster();
const now = Math.floor(Date.now() / 1000);
const dnsNames = ['api.example.com'];

/** Named certificates for `api.example.com`, each with a CN that says what is special about it. */
const stranger = await createAuthority({ commonName: 'kubernetes' });
const below = await authority.issueAuthority({ commonName: 'intermediate' });
const incomplete = await below.issue({ commonName: 'incomplete', dnsNames });

const certificates: Readonly<Record<string, Identity>> = {
  fine: await issue('fine', { dnsNames }),
  'ends soon': await issue('ends soon', { dnsNames, notAfter: now + 3 * 86_400 }),
  expired: await issue('expired', { dnsNames, notBefore: now - 7200, notAfter: now - 3600 }),
  'of another CA': (await stranger.issue({ commonName: 'of another CA', dnsNames })).identity,
  incomplete: { ...incomplete.identity, cert: incomplete.pem },
  'lacks the name': await issue('lacks the name', { dnsNames: ['other.example'] }),
  'for clients': await issue('for clients', { dnsNames, usage: 'client' }),
  malformed: withNegativeSerial(await authority.issue({ commonName: 'malformed', dnsNames })),
};

/** What the report says of `api.example.com`. */
function verdictOn({ names }: Report): NameVerdict | undefined {
  return names.find(({ name }) => name === 'api.example.com');
}

/** What a client decides, and the CN of what it is shown, unless that is the serving certificate. */
function summary(report: Report) {
  const { covered, verdict, shown } = verdictOn(report) ?? {};
  return [covered, verdict?.accepted === false ? verdict.reason : verdict?.accepted, shown?.[0].subjectCommonName];
}

void t.test('each fault of a named certificate is seen, beside a default one without fault', async (t) => {
  const seen = await Promise.all(
    Object.entries(certificates).map(async ([what, named]) => {
      const server = await start(t, { named: { 'api.example.com': named } });
      const report = await probe(server.port, { names: dnsNames });
      t.match(report, {
        trust: { state: 'trusted' },
        names: [{ verdict: { accepted: true } }, {}],
        failures: { length: 0 },
      });
      return [what, summary(report)];
    }),
  );
  t.same(Object.fromEntries(seen), {
    fine: [true, true, 'fine'],
    'ends soon': [true, true, 'ends soon'],
    expired: [true, 'expired', 'expired'],
    'of another CA': [true, 'unknown_authority', 'of another CA'],
    incomplete: [true, 'unknown_authority', 'incomplete'],
    'lacks the name': [false, 'name', 'lacks the name'],
    'for clients': [true, 'usage', 'for clients'],
    malformed: [true, 'malformed', 'malformed'],
  });
});

void t.test('how long a name is accepted, and in what words it is refused', async (t) => {
  const named = { 'api.example.com': certificates['ends soon']!, kubernetes: certificates['lacks the name']! };
  const server = await start(t, { named });
  const { names } = await probe(server.port, { names: ['api.example.com', 'kubernetes'] });
  t.match(names, [
    { name: '127.0.0.1', shown: undefined },
    { verdict: { accepted: true, until: now + 3 * 86_400 }, shown: [{ notAfter: now + 3 * 86_400 }] },
    // The default certificate has this name.
    {
      covered: false,
      verdict: { message: 'x509: certificate is valid for other.example, not kubernetes' },
      shown: [{ subjectCommonName: 'lacks the name' }],
    },
  ]);
});

void t.test('without a CA, only what any client refuses is known', async (t) => {
  for (const [what, expected] of [
    ['fine', [true, undefined, 'fine']],
    ['expired', [true, 'expired', 'expired']],
    ['of another CA', [true, undefined, 'of another CA']],
    ['lacks the name', [false, 'name', 'lacks the name']],
  ] as const) {
    const server = await start(t, { named: { 'api.example.com': certificates[what]! } });
    t.same(summary(await probe(server.port, { names: dnsNames, ca: undefined })), expected);
  }
});

void t.test('a change of a named certificate is noticed in its turn, and all names are asked for anew', async (t) => {
  const names = ['a.example.com', 'b.example.com', 'c.example.com'];
  const named = (commonName: string) => issue(commonName, { dnsNames: names });
  const server = await start(t, { named: { '*.example.com': await named('old') } });
  let minutes = 0;
  const begun = systemClock.monotonic();
  const monotonic = (): number => systemClock.monotonic() - begun + minutes * 60_000;
  const dependencies = probeDependencies({ clock: { now: systemClock.now, monotonic } });
  const look = async (): Promise<readonly unknown[]> => {
    const before = server.seen.sniSeen.length;
    const { names: verdicts, failures } = await probe(server.port, { names, loopback: false }, dependencies);
    t.same(failures, []);
    const asked = server.seen.sniSeen.slice(before).filter((sni) => sni !== undefined).length;
    return [asked, ...verdicts.slice(1).map(({ shown }) => shown?.[0].subjectCommonName)];
  };
  t.same(await look(), [3, 'old', 'old', 'old']);
  t.same(await look(), [0, 'old', 'old', 'old']);
  server.replace({ named: { '*.example.com': await named('new') } });
  t.same(await look(), [0, 'old', 'old', 'old'], 'not seen yet');
  minutes = 4;
  t.same(await look(), [3, 'new', 'new', 'new'], 'one turn was enough');
  t.same(await look(), [0, 'new', 'new', 'new']);
  minutes = 14;
  t.same(await look(), [3, 'new', 'new', 'new'], 'ten minutes later');
  server.replaceServing(await issue('renewed', { ipAddresses: ['127.0.0.1'] }));
  t.same(await look(), [3, 'new', 'new', 'new'], 'the serving certificate has changed');
});

/** A server that resets the connection when it is sent this SNI. */
function resettingServer(t: Test, sni: string): Promise<number> {
  const tls = createServer(serving.identity, (socket) => socket.resume().on('error', () => undefined));
  tls.on('tlsClientError', () => undefined);
  const server = createTcpServer((socket) =>
    socket.once('readable', () => {
      const hello = socket.read() as Buffer | null;
      if (hello === null || hello.includes(sni)) socket.resetAndDestroy();
      else {
        socket.unshift(hello);
        tls.emit('connection', socket);
      }
    }),
  );
  return listenOnLoopback(t, server);
}

void t.test('a name whose handshake is reset has no verdict: it is not reachable here', async (t) => {
  const port = await resettingServer(t, 'api.example.com');
  const report = await probe(port, { names: ['kubernetes', ...dnsNames], loopback: false });
  t.same(
    report.names.map(({ name, verdict }) => [name, verdict?.accepted]),
    [
      ['127.0.0.1', true],
      ['kubernetes', true],
    ],
  );
  t.same(report.namesNotHere, [{ name: 'api.example.com', role: 'client', because: 'reset', shown: undefined }]);
  t.same(report.failures, []);
  t.match(report, { trust: { state: 'trusted' } });
});

void t.test('a serving certificate that Go cannot read: so it is for every name', async (t) => {
  const odd = withNegativeSerial(serving);
  const server = await start(t, { serving: odd });
  const report = await probe(server.port, { names: ['kubernetes', ...dnsNames] });
  const refusal = { reason: 'malformed', message: /x509: negative serial number/ };
  t.match(report, { trust: { state: 'untrusted', refusal }, failures: { length: 0 } });
  t.same(
    report.names.map(({ name, covered }) => [name, covered]),
    [
      ['127.0.0.1', true],
      ['kubernetes', true],
      ['api.example.com', false],
    ],
  );
  for (const { verdict, shown } of report.names) t.match({ verdict, shown }, { verdict: refusal, shown: undefined });
});
