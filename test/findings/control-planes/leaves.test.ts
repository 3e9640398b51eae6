import t from 'tap';
import { hasKubesprayName, hasProviderName, isMadeByKubeadm } from '../../../src/findings/control-planes/leaves.js';
import { certificate } from '../../fixtures/report.js';

void t.test('CAs of kubeadm are recognised, also replaced ones', (t) => {
  for (const [issuerCommonName, expected] of [
    ['kubernetes', true],
    ['kubernetes@1700000000', true],
    ['kubernetes-ca', false],
    [undefined, false],
  ] as const) {
    t.equal(isMadeByKubeadm(certificate({ subjectCommonName: 'kube-apiserver', issuerCommonName })), expected);
  }
  t.end();
});

void t.test('names show who runs it', (t) => {
  const named = (...dnsNames: readonly string[]): ReturnType<typeof certificate> => certificate({ dnsNames });
  t.ok(hasKubesprayName(named('kubernetes', 'lb-apiserver.kubernetes.local')));
  t.notOk(hasKubesprayName(named('kubernetes')));
  t.ok(hasProviderName(named('0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com')));
  t.ok(hasProviderName(named('mine-dns-1a2b3c4d.hcp.westeurope.azmk8s.io')));
  t.notOk(hasProviderName(named('eks.amazonaws.com.example.org')));
  t.end();
});
