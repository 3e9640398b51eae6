import t from 'tap';
import { servingWork } from '../../src/plan/serving-work.js';
import type { TargetReport } from '../../src/probe/report.js';
import { refusal } from '../../src/x509/go-refusal.js';
import { otherServer, selfMade } from '../fixtures/other-server.js';
import { certificate, day, down, loopback, nameVerdict, now, report, target } from '../fixtures/report.js';

const span = { now, end: now + 365 * day };
const found = (all: TargetReport) => servingWork(all, span);
const titles = (all: TargetReport) => found(all).work.map(({ title }) => title);

/** An API server whose certificate ends in so many days. */
const server = (name: string, days: number, change: Parameters<typeof report>[0] = {}) =>
  report({
    address: `${name}:6443`,
    serving: [certificate({ fingerprintSha256: name, notAfter: now + days * day })],
    loopback: loopback({ fingerprintSha256: `loopback ${name}` }),
    ...change,
  });

void t.test('one renewal for what ends within two weeks', (t) => {
  const all = target(server('a', 100), server('b', 110), server('c', 200));
  t.same(titles(all), [
    'Renew the serving certificates of prod: 2 API servers',
    'Renew the serving certificate of prod: c:6443',
  ]);
  t.match(found(all).work[0], {
    kind: 'serving',
    runbook: 'ApiserverServingCertificateEnding',
    endings: [{ place: 'a:6443' }, { place: 'b:6443' }],
    restarts: [],
  });
  t.same(found(target(down())), { work: [], renewing: [] });
  t.end();
});

void t.test('a load balancer is no further API server, but what it shows counts', (t) => {
  const balancer = server('a', 100, { address: 'vip:6443' });
  t.same(titles(target(server('a', 100), balancer)), ['Renew the serving certificate of prod: vip:6443']);
  const [work] = found(target(server('a', 100), server('b', 100), balancer)).work;
  t.equal(work?.title, 'Renew the serving certificates of prod: 2 API servers');
  t.equal(work?.endings.length, 3);
  const own = server('a', 100, {
    address: 'vip:6443',
    serving: [certificate({ fingerprintSha256: 'vip', notAfter: now + 9 * day })],
  });
  t.match(found(target(server('a', 100), server('b', 100), own)).work[0]?.endings, [{ place: 'vip:6443' }]);
  t.end();
});

void t.test('each server behind an address', (t) => {
  const chains = [100, 105].map(
    (days) => [certificate({ fingerprintSha256: `${days}`, notAfter: now + days * day })] as const,
  );
  const [first = [certificate()] as const] = chains;
  const [work] = found(target(report({ serving: first, answers: { probes: 4, chains } }))).work;
  t.match(work?.endings, [{ fingerprint: '100' }, { fingerprint: '105' }]);
  t.end();
});

void t.test('names with a certificate of their own', (t) => {
  const shown = [certificate({ fingerprintSha256: 'name', notAfter: now + 20 * day })] as const;
  const withName = (change: Parameters<typeof nameVerdict>[0]) =>
    target(server('a', 100, { names: [nameVerdict({ shown, ...change }), nameVerdict({ name: 'other' })] }));
  t.same(titles(withName({})), [
    'Renew the certificate that api.example.com is shown (prod)',
    'Renew the serving certificate of prod: a:6443',
  ]);
  t.match(found(withName({})).work[0]?.endings, [{ place: 'a:6443 (api.example.com)', severity: 'warning' }]);
  const until = now + 5 * day;
  t.match(
    found(withName({ verdict: { accepted: true, until, paths: [] } })).work[0]?.endings,
    [{ end: until, severity: 'critical' }],
    'its CA',
  );
  t.equal(titles(withName({ verdict: refusal('unknown_authority', 'x') })).length, 1, 'refused for another reason');
  t.equal(titles(withName({ verdict: refusal('expired', 'x') })).length, 2);
  const together = target(server('a', 21, { names: [nameVerdict({ shown })] }));
  t.same(titles(together), ['Renew the serving certificate of prod: a:6443, 1 name']);
  t.end();
});

void t.test('what no client verifies is no work, nor what renews itself', (t) => {
  t.same(titles(target(otherServer())), [], 'made by the server itself');
  t.same(titles(target(server('a', 100, { isVerified: false }))), []);
  t.same(titles(target(otherServer({ serving: [certificate()] }))), [
    'Renew the serving certificate of prod: 10.225.4.51:6443',
  ]);
  t.equal(selfMade().isCa, false);
  const young = [certificate({ notBefore: now - 5 * day, notAfter: now + 25 * day })] as const;
  t.match(found(target(report({ serving: young }))), { work: [], renewing: [{ place: '10.225.4.51:6443' }] });
  t.end();
});

void t.test('the certificate of a gateway is renewed elsewhere', (t) => {
  const [own, gateway] = found(target(server('a', 100), server('g', 100, { path: '/k8s/clusters/c-1' }))).work;
  t.match(own, { title: 'Renew the serving certificate of prod: a:6443', caveat: undefined });
  t.match(gateway, { title: 'Renew the serving certificate of prod: g:6443', caveat: /whoever runs the gateway/ });
  t.not(own?.scope, gateway?.scope);
  t.end();
});
