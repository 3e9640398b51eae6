import t from 'tap';
import { certificate, day, notFor, now } from '../fixtures/report.js';
import type { Answers } from './fake-shake.js';
import { probedNames, type Scrape } from './probed-names.js';
import { servedChain } from './served-chain.js';

const scrape = (first: Scrape) => probedNames(first).scrape();

/** A certificate of its own for these names. */
const named = (subjectCommonName: string, dnsNames: readonly string[], ipAddresses: readonly string[] = []) => ({
  shows: { subjectCommonName, fingerprintSha256: subjectCommonName, dnsNames, ipAddresses },
});

/** The answer to an SNI that matches nothing: the serving certificate. */
const other = { else: { shows: {} } };

void t.test('each DNS name is sent as SNI, once; an IP is judged without one', async (t) => {
  const target = { names: ['kubernetes', 'api.example.com', '10.96.0.1', '203.0.113.10'] };
  t.match(await scrape({ target, answers: other }), {
    names: ['!127.0.0.1', 'kubernetes', '!api.example.com', '10.96.0.1', '!203.0.113.10'],
    verdicts: [{ role: 'instance' }, { role: 'client' }, { role: 'client' }, { role: 'client' }, { role: 'client' }],
    reason: undefined,
    asked: true,
    sni: ['kubernetes', 'api.example.com'],
  });
  t.match(await scrape({ target: { names: ['10.96.0.1'] } }), { reason: undefined, asked: false, sni: [] });
});

void t.test('a name is judged by the certificate that its own SNI is answered with', async (t) => {
  const target = { names: ['a.example.com', 'b.example.com', 'kubernetes', 'kubernetes.default'] };
  const ends = now + 3 * day;
  const answers: Answers = {
    'a.example.com': named('a', ['a.example.com']),
    kubernetes: named('hides the default', ['other.example.com']),
    'kubernetes.default': { shows: { ...named('ends', ['kubernetes.default']).shows, notAfter: ends } },
    ...other,
  };
  const { names, verdicts } = await scrape({ target, answers });
  t.same(names, [
    '!127.0.0.1',
    'a.example.com by a',
    '!b.example.com',
    '!kubernetes by hides the default',
    'kubernetes.default by ends',
  ]);
  t.match(
    verdicts.map(({ verdict }) => verdict),
    [notFor('127.0.0.1'), { accepted: true }, notFor('b.example.com'), notFor('kubernetes'), { until: ends }],
  );
});

void t.test('the same leaf with other certificates after it is another chain', async (t) => {
  const leaf = { fingerprintSha256: 'leaf' };
  const serving = servedChain(certificate(leaf), certificate({ fingerprintSha256: 'intermediate' }));
  const request = { target: { names: ['kubernetes'] }, answers: { kubernetes: { shows: leaf } } };
  const [, without] = (await scrape({ ...request, serving })).verdicts;
  t.match(without, { name: 'kubernetes', shown: [leaf] });
  t.equal(without?.shown?.length, 1);
  const [, same] = (await scrape({ ...request, serving: servedChain(certificate(leaf)) })).verdicts;
  t.match(same, { name: 'kubernetes', shown: undefined });
});

void t.test('IPs are judged without SNI, in one handshake, where the serving handshake had one', async (t) => {
  const target = { addresses: ['kubernetes'], names: ['10.225.4.51', '203.0.113.10'] };
  const answers = { none: named('by IP', [], ['203.0.113.10']) };
  t.match(await scrape({ target, answers }), {
    names: ['kubernetes', '!10.225.4.51 by by IP', '203.0.113.10 by by IP'],
    sni: ['none'],
  });
});

void t.test('the SNI of the serving handshake is not sent again', async (t) => {
  const target = { addresses: ['api.example.com'], names: ['kubernetes'], serverName: 'kubernetes' };
  t.match(await scrape({ target }), { names: ['kubernetes'], asked: false, sni: [] });
  t.match(await scrape({ target: { addresses: ['api.example.com'] } }), { names: ['!api.example.com'], sni: [] });
});

void t.test('a listener that would add the name to its own certificate is never sent one', async (t) => {
  const serving = { subject: 'CN=k3s,O=k3s', dnsNames: ['kubernetes'] };
  const target = { names: ['kubernetes', 'a.example.com', '10.96.0.1'] };
  t.match(await scrape({ target, serving }), {
    names: ['!127.0.0.1', 'kubernetes', '!a.example.com', '10.96.0.1'],
    asked: false,
    sni: [],
  });
  t.match(await scrape({ target: { ...target, addresses: ['api.example.com'] }, serving }), {
    names: ['!api.example.com', 'kubernetes', '!a.example.com', '10.96.0.1'],
    asked: false,
    sni: [],
  });
});

void t.test('a name whose SNI is refused twice is not reachable here, which is no failure', async (t) => {
  const answers: Answers = {
    'a.example.com': { fails: 'reset' },
    'c.example.com': { ...named('c', ['*.example.com']), fails: 'handshake' },
  };
  const names = ['a.example.com', 'c.example.com'];
  const probed = probedNames({ target: { names }, answers });
  const seen = {
    names: ['!127.0.0.1', 'c.example.com by c'],
    refused: [{ name: 'a.example.com', role: 'client', because: 'reset', shown: undefined }],
    reason: undefined,
    asked: true,
  };
  t.match(await probed.scrape(), { ...seen, sni: ['a.example.com', 'c.example.com', 'a.example.com'] });
  t.match(await probed.scrape({ minutes: 1 }), { ...seen, sni: ['a.example.com', 'a.example.com'] }, 'tried again');
  const routed = { ...answers, 'a.example.com': named('a', ['a.example.com']) };
  t.match(await probed.scrape({ minutes: 2, answers: routed }), {
    names: ['!127.0.0.1', 'a.example.com by a', 'c.example.com by c'],
    refused: { length: 0 },
  });
});

void t.test('a name that was refused once and then answered is judged', async (t) => {
  const answers: Answers = { 'a.example.com': [{ fails: 'closed' }, named('a', ['a.example.com'])] };
  t.match(await scrape({ target: { names: ['a.example.com'] }, answers }), {
    names: ['!127.0.0.1', 'a.example.com by a'],
    refused: { length: 0 },
    reason: undefined,
  });
});

void t.test('a verdict that failed is missing, with the first reason; the others are kept', async (t) => {
  const answers: Answers = {
    'a.example.com': { fails: 'connect_timeout' },
    'b.example.com': { fails: 'tls_timeout' },
    'c.example.com': { ...named('c', ['*.example.com']), fails: 'handshake' },
  };
  const names = ['a.example.com', 'b.example.com', 'c.example.com'];
  const probed = probedNames({ target: { names }, answers });
  const seen = { names: ['!127.0.0.1', 'c.example.com by c'], reason: 'connect_timeout', asked: true };
  t.match(await probed.scrape(), { ...seen, sni: names });
  t.match(await probed.scrape({ minutes: 1 }), { ...seen, sni: names.slice(0, 1) }, 'one is tried again');
});

void t.test('certificates that cannot be decoded', async (t) => {
  const malformed = { subject: 'malformed' };
  const serving = { ...servedChain(), served: [Uint8Array.of(1)], key: 'malformed' };
  const target = { names: ['kubernetes', 'a.example.com'] };
  const answers: Answers = { kubernetes: { shows: malformed }, 'a.example.com': named('a', ['a.example.com']) };
  const { names, verdicts, reason } = await scrape({ serving, target, answers });
  t.same(names, ['?127.0.0.1', '?kubernetes', 'a.example.com by a']);
  t.match(verdicts, [{ verdict: { reason: 'malformed' } }, { verdict: { reason: 'malformed' }, shown: undefined }, {}]);
  t.equal(reason, undefined, 'a verdict is known');
});

void t.test('without a certificate there is nothing to judge', async (t) => {
  const target = { names: ['a.example.com'] };
  const nothing = { names: [], reason: undefined, asked: false, sni: [] };
  t.match(await scrape({ target, serving: undefined }), nothing);
});
