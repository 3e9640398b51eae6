import t from 'tap';
import { assembleReport, type ProbeParts, type ServingResult } from '../../src/probe/assemble-report.js';
import type { Loopback, NameVerdict } from '../../src/probe/report.js';
import { parseProxyUrl } from '../../src/net/proxy.js';
import { certificate, httpEvidence, loopback, nameVerdict, trusted, untrusted } from '../fixtures/report.js';
import { endpointOf } from './endpoint-fixture.js';
import { servedChain } from './served-chain.js';

const ca = [Uint8Array.of(1)];
const observedAt = 1000;
type Parts = Omit<ProbeParts, 'observedAt'>;
const assemble = (parts: Parts) =>
  assembleReport(endpointOf({ ca, labels: { region: 'eu' } }), { observedAt, ...parts });

const serving: ServingResult = {
  served: servedChain(certificate()),
  trust: trusted(),
  reason: undefined,
  tlsVersion: 'TLSv1.3',
  times: { connect: 0.1, tls: 0.2 },
  probes: 1,
  others: [],
};
const evidence = httpEvidence({ gitVersion: 'v1.36.1', startedAt: 7 });
const judged = (...verdicts: readonly NameVerdict[]) => ({ verdicts, refused: [], foreign: [] });
const name = nameVerdict({ name: 'kubernetes' });
const whole: Parts = {
  connected: true,
  serving,
  loopback: { value: { loopback: loopback(), reason: undefined, probes: 1 }, seconds: 0.3 },
  names: { value: { judged: judged(name), reason: undefined, asked: true, cut: false }, seconds: 0.4 },
  http: { value: { evidence, fault: undefined, healthCut: false }, seconds: 0.5 },
};
const notAsked = {
  value: { loopback: { state: 'not_asked', because: 'disabled' }, reason: undefined, probes: 0 },
  seconds: 0,
} as const;
const failures = (parts: Parts): readonly string[] =>
  assemble(parts).failures.map(({ probe, reason }) => `${probe} ${reason}`);

void t.test('a whole probe', (t) => {
  t.same(assemble(whole), {
    target: 'prod',
    labels: { region: 'eu' },
    address: '127.0.0.1:6443',
    serverName: undefined,
    path: '',
    observedAt: 1000,
    serving: serving.served.chain,
    answers: { probes: 1, chains: [serving.served.chain] },
    trust: serving.trust,
    loopback: loopback(),
    names: [name],
    namesNotHere: [],
    http: evidence,
    failures: [],
    phases: { connect: 0.1, tls: 0.2, loopback: 0.3, names: 0.4, http: 0.5 },
    tlsVersion: 'TLSv1.3',
    truncated: [],
  });
  t.end();
});

void t.test('several servers: all their chains, and no start time that may be that of another process', (t) => {
  const [one, other] = [loopback({ notAfter: 1 }), loopback({ notAfter: 2 })];
  const both: Loopback = { ...one, processes: [...one.processes, ...other.processes] };
  const behind = servedChain(certificate({ fingerprintSha256: 'b' }));
  const assembled = assemble({
    ...whole,
    serving: { ...serving, probes: 8, others: [behind] },
    loopback: { value: { loopback: both, reason: undefined, probes: 24 }, seconds: 0.3 },
  });
  t.same(assembled.answers, { probes: 24, chains: [serving.served.chain, behind.chain] });
  t.match(assembled, { loopback: both, http: { gitVersion: 'v1.36.1', startedAt: undefined } });
  t.equal(assemble(whole).http?.startedAt, 7);
  t.end();
});

void t.test('phases that did not happen are absent', (t) => {
  const parts: Parts = {
    serving: { ...serving, times: {} },
    loopback: notAsked,
    names: { value: { judged: judged(), reason: undefined, asked: false, cut: false }, seconds: 0 },
  };
  t.same(assemble(parts).phases, {});
  t.same(failures(parts), []);
  t.end();
});

void t.test('each part has its own reason', (t) => {
  const parts: Parts = {
    serving,
    loopback: { value: { loopback: { state: 'failed' }, reason: 'reset', probes: 1 }, seconds: 1 },
    names: { value: { judged: judged(), reason: 'tls_timeout', asked: true, cut: false }, seconds: 1 },
    http: { value: { evidence, fault: { reason: 'http_status', status: 500 }, healthCut: false }, seconds: 1 },
  };
  t.same(failures(parts), ['loopback reset', 'name tls_timeout', 'http http_status']);
  const refused: ServingResult = { ...serving, reason: 'client_certificate_required' };
  t.same(failures({ ...parts, serving: refused }), [
    'serving client_certificate_required',
    'loopback reset',
    'name tls_timeout',
  ]);
  t.end();
});

void t.test('a part that has begun and not ended counts as timed out', (t) => {
  t.same(failures({}), ['serving connect_timeout']);
  const proxied = endpointOf({ proxyFor: () => parseProxyUrl('http://proxy') });
  t.match(assembleReport(proxied, { observedAt }).failures, [{ probe: 'serving', reason: 'proxy' }]);
  t.same(failures({ connected: true }), ['serving tls_timeout']);
  t.match(assemble({}), {
    serving: undefined,
    trust: { state: 'unknown' },
    loopback: { state: 'not_asked' },
    names: [],
  });
  t.match(assemble({ serving }), { serving: serving.served.chain, loopback: { state: 'failed' } });
  t.same(failures({ serving }), ['loopback tls_timeout', 'name tls_timeout']);
  const refused: ServingResult = { ...serving, served: servedChain(), reason: 'refused' };
  t.same(failures({ serving: refused, loopback: notAsked }), ['serving refused'], 'there are no names to judge');
  t.end();
});

void t.test('trust in a certificate that a failed handshake showed, or that cannot be decoded', (t) => {
  const trust = untrusted();
  t.equal(assemble({ serving: { ...serving, reason: 'handshake', trust } }).trust, trust);
  const malformed: ServingResult = { ...serving, served: { ...servedChain(), chain: undefined }, trust };
  t.match(assemble({ serving: malformed }), { serving: undefined, trust });
  t.end();
});

void t.test('which limits were exceeded', (t) => {
  const http = { value: { evidence, fault: undefined, healthCut: true }, seconds: 1 };
  t.same(assemble({ ...whole, chainCut: true, http }).truncated, ['chain', 'health_checks']);
  const names = Array.from({ length: 600 }, (_, i) => `n${i}.example`);
  t.same(assembleReport(endpointOf({ names }), { observedAt, chainCut: true }).truncated, ['names', 'chain']);
  t.end();
});
