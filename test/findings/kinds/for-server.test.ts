import t from 'tap';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { findingKinds } from '../../../src/findings/kinds/finding-kinds.js';
import { findingKindsFor } from '../../../src/findings/kinds/for-server.js';
import { serverKindNames, serverKinds, type ServerKind } from '../../../src/servers/server-kind.js';
import { loopbackUntil, otherServer, selfMade } from '../../fixtures/other-server.js';
import { certificate, day, now, report, target, uncoveredName } from '../../fixtures/report.js';

const others = serverKindNames.filter((kind) => kind !== 'kube-apiserver');
/** Which of these servers breaks when its loopback certificate ends. */
const breaks: Readonly<Record<ServerKind, boolean>> = {
  'kube-apiserver': true,
  aggregated: true,
  'metrics-server': false,
  'kube-controller-manager': false,
  'kube-scheduler': false,
  'cloud-controller-manager': false,
};
/** What is said of kube-apiserver alone. */
const foreign = /kubeadm|kube-apiserver/;

void t.test('kube-apiserver, and what is not known, have all findings as they are', (t) => {
  t.equal(findingKindsFor(undefined), findingKinds);
  t.equal(findingKindsFor('kube-apiserver'), findingKinds);
  t.end();
});

void t.test('the end of the loopback certificate is as bad as what it breaks, in words about that server', (t) => {
  for (const kind of others) {
    for (const left of [-day, day]) {
      const ended = report({ kind, loopback: loopbackUntil(now + left), serving: [selfMade()] });
      const [found, ...more] = findingsOf([target(ended)], now);
      t.equal(more.length, 0);
      t.equal(found?.severity, breaks[kind] ? 'critical' : 'info', kind);
      t.match(found?.title, serverKinds[kind].text);
      if (!breaks[kind]) t.match(found?.details[0]?.text, /^the loopback certificate of this .* breaks nothing$/);
      t.equal(found?.remedy.advice.some((text) => text === serverKinds[kind].restart) ?? false, breaks[kind]);
      t.notMatch(JSON.stringify(found), foreign);
    }
  }
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
