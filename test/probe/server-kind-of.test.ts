import t from 'tap';
import { isOtherServer, isUnverified, serverKindOf } from '../../src/probe/server-kind-of.js';
import { otherServer } from '../fixtures/other-server.js';
import { certificate, report, trusted, untrusted } from '../fixtures/report.js';

void t.test('what answers, and why', (t) => {
  t.equal(serverKindOf(report()), undefined);
  t.equal(isOtherServer(report()), false, 'what is not known counts as a kube-apiserver');
  t.same(serverKindOf(otherServer()), {
    kind: 'metrics-server',
    loopbackEnd: 'harmless',
    because: 'it has the health check metadata-informer-sync',
  });
  t.ok(isOtherServer(otherServer()));
  t.notOk(isOtherServer(otherServer({ path: '/k8s/clusters/c-1' })), 'a gateway passes on answers');
  t.match(serverKindOf(report({ kind: 'kube-scheduler' })), { kind: 'kube-scheduler', because: 'its target says so' });
  t.notOk(isOtherServer(otherServer({ kind: 'kube-apiserver' })));
  t.end();
});

void t.test('nobody verifies what another server has made itself, unless a CA is configured', (t) => {
  t.ok(isUnverified(otherServer()));
  t.notOk(isUnverified(otherServer({ trust: trusted() })));
  t.notOk(isUnverified(otherServer({ trust: untrusted() })));
  t.notOk(isUnverified(otherServer({ serving: [certificate()] })));
  t.notOk(isUnverified(otherServer({ kind: 'kube-apiserver' })));
  t.notOk(isUnverified(otherServer({ serving: undefined })));
  t.ok(isUnverified(report({ isVerified: false })));
  t.end();
});
