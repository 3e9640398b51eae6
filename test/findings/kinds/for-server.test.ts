import t from 'tap';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { findingKinds } from '../../../src/findings/kinds/finding-kinds.js';
import { findingKindsFor } from '../../../src/findings/kinds/for-server.js';
import type { Severity } from '../../../src/findings/severity/severity.js';
import { reasonNames } from '../../../src/probe/reason.js';
import type { KnownServer } from '../../../src/servers/recognise-server.js';
import { serverKindNames, serverKinds } from '../../../src/servers/server-kind.js';
import { informers, loopbackUntil, otherServer, selfMade } from '../../fixtures/other-server.js';
import { certificate, day, down, httpEvidence, now, report, target, uncoveredName } from '../../fixtures/report.js';

const others = serverKindNames.filter((kind) => kind !== 'kube-apiserver');
/** Each server, what its loopback end does by default, and one that shows informers of its own. */
const servers: readonly (KnownServer & { readonly severity: Severity })[] = [
  { kind: 'aggregated', loopbackEnd: 'may_break', severity: 'warning' },
  { kind: 'aggregated', loopbackEnd: 'breaks', severity: 'critical' },
  { kind: 'metrics-server', loopbackEnd: 'harmless', severity: 'info' },
  { kind: 'kube-controller-manager', loopbackEnd: 'harmless', severity: 'info' },
  { kind: 'kube-scheduler', loopbackEnd: 'harmless', severity: 'info' },
  { kind: 'cloud-controller-manager', loopbackEnd: 'harmless', severity: 'info' },
];
/** What is said of kube-apiserver alone. */
const foreign = /kubeadm|kube-apiserver/;

void t.test('kube-apiserver, and what is not known, have all findings as they are', (t) => {
  t.equal(findingKindsFor(undefined), findingKinds);
  t.equal(findingKindsFor({ kind: 'kube-apiserver', loopbackEnd: 'breaks' }), findingKinds);
  t.end();
});

void t.test('the end of the loopback certificate is as bad as what it breaks, in words about that server', (t) => {
  for (const { kind, loopbackEnd, severity } of servers) {
    const http = loopbackEnd === 'breaks' ? otherServer({}, informers).http : undefined;
    for (const left of [-day, day, 30 * day]) {
      const ended = report({ kind, http, loopback: loopbackUntil(now + left), serving: [selfMade()] });
      const [found, ...more] = findingsOf([target(ended)], now);
      t.equal(more.length, 0);
      t.equal(found?.severity, severity === 'critical' && left > day ? 'warning' : severity, `${kind} ${left}`);
      t.match(found?.title, serverKinds[kind].text);
      const isHarmless = loopbackEnd === 'harmless';
      if (isHarmless) t.match(found?.details[0]?.text, /^the loopback certificate of this .* breaks nothing$/);
      t.equal(found?.runbook === undefined, isHarmless);
      t.equal(/Nobody sees from outside/.test(found?.title ?? ''), loopbackEnd === 'may_break');
      t.equal(/LoopbackClientConfig/.test(JSON.stringify(found?.remedy)), loopbackEnd === 'may_break');
      t.equal(found?.remedy.advice.some((text) => text === serverKinds[kind].restart) ?? false, !isHarmless);
      t.notMatch(JSON.stringify(found), foreign);
    }
  }
  t.end();
});

void t.test('its own check of the loopback certificate is critical only where the end breaks something', (t) => {
  const check = { check: 'loopback-serving-certificate', healthy: false };
  for (const { kind, loopbackEnd } of servers) {
    const health = [check, ...(loopbackEnd === 'breaks' ? [{ check: informers, healthy: true }] : [])];
    const failing = report({ kind, http: httpEvidence({ health }) });
    const [found] = findingsOf([target(failing)], now).filter(({ id }) => id === 'loopback-health-check-fails');
    t.equal(found?.severity, loopbackEnd === 'breaks' ? 'critical' : 'warning', kind);
  }
  t.end();
});

void t.test('where a probe fails, the advice is about the server that the target says', (t) => {
  for (const kind of others) {
    for (const reason of reasonNames) {
      const [found] = findingsOf([target(down({ kind, failures: [{ probe: 'serving', reason }] }))], now);
      t.equal(found?.id, 'probe-failing');
      const text = found?.remedy.advice.join(' ').replaceAll(`this ${serverKinds[kind].text}`, '') ?? '';
      t.notMatch(text, /kube-apiserver|crictl|etcd/, `${kind} ${reason}`);
    }
    const [refused] = findingsOf([target(down({ kind }))], now);
    t.match(refused?.remedy.advice[0], `this ${serverKinds[kind].text} runs there`);
    t.same(refused?.remedy.procedures[0]?.lines, serverKinds[kind].find);
  }
  const [own] = findingsOf([target(down())], now);
  t.match(own?.remedy, { advice: [/crictl ps -a --name '\^kube-apiserver\$'/], procedures: [] });
  t.end();
});

void t.test('a serving certificate is renewed where that server has it from', (t) => {
  const ending = { notBefore: now - 360 * day, notAfter: now + day };
  for (const kind of others) {
    const issued = report({ kind, serving: [certificate(ending)], names: [uncoveredName()] });
    const found = findingsOf([target(issued)], now);
    t.same(found.map(({ id, severity }) => [id, severity]).toSorted(), [
      ['client-name-not-covered', 'critical'],
      ['serving-certificate-ending', 'critical'],
    ]);
    t.match(found[0]?.remedy.advice[0], serverKinds[kind].text);
    t.notMatch(JSON.stringify(found.map(({ remedy }) => remedy)), foreign);
  }
  t.end();
});

void t.test('what it has made itself is verified by nobody, and a new process makes a new one', (t) => {
  for (const kind of others) {
    t.same(findingsOf([target(report({ kind, serving: [selfMade(now + day)] }))], now), [], 'it does not end yet');
    const found = findingsOf([target(report({ kind, serving: [selfMade(now - day)] }))], now);
    t.match(found, [{ id: 'unverified-certificate-expired', severity: 'warning' }]);
    t.equal(found.length, 1);
    t.match(found[0]?.remedy.advice[0], /made its serving certificate itself/);
    t.notMatch(JSON.stringify(found), foreign);
  }
  t.end();
});

void t.test('facts about kube-apiserver say nothing of other servers', (t) => {
  const instance = uncoveredName({ name: '10.225.4.51', role: 'instance' });
  const two = ['a:1', 'b:1'].map((address, at) =>
    otherServer({
      address,
      names: [instance],
      serving: [certificate({ dnsNames: [`${at}.example.com`], issuer: `CN=${at}` })],
      loopback: at === 0 ? { state: 'not_served', because: 'serving_certificate' } : loopbackUntil(now + 400 * day),
    }),
  );
  t.same(findingsOf([target(...two)], now), []);
  t.end();
});

void t.test('two kinds behind one target have their findings each', (t) => {
  const loopback = loopbackUntil(now - day);
  const found = findingsOf(
    [target(otherServer({ address: 'm:1', loopback }), report({ address: 'a:1', loopback }))],
    now,
  );
  t.same(
    found.map(({ severity, addresses }) => [severity, addresses]),
    [
      ['critical', ['a:1']],
      ['info', ['m:1']],
    ],
  );
  t.end();
});
