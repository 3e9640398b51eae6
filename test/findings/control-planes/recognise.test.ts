import t from 'tap';
import { distributionsOf } from '../../../src/findings/control-planes/recognise.js';
import type { Certificate } from '../../../src/x509/certificate.js';
import { certificate, down, report, target } from '../../fixtures/report.js';

const plain = { subject: 'CN=x', issuer: 'CN=y', subjectCommonName: 'x', issuerCommonName: 'y' };

const cases: readonly (readonly [Partial<Certificate>, readonly string[]])[] = [
  [{ subjectCommonName: 'kube-apiserver', issuerCommonName: 'kubernetes' }, ['kubeadm', 'Cluster API']],
  [{ subjectCommonName: 'kube-apiserver' }, ['external CA']],
  [{ subjectCommonName: 'kube-apiserver', issuerCommonName: undefined }, []],
  [{ subjectCommonName: 'kube-apiserver', issuerCommonName: 'rke2-server-ca@1700000000' }, ['K3s', 'RKE2']],
  [{ issuerCommonName: 'kubernetes' }, []],
  [{ subject: 'CN=k3s,O=k3s' }, ['K3s', 'RKE2']],
  [{ issuerCommonName: 'rke2-server-ca@1700000000' }, ['K3s', 'RKE2']],
  [{ issuerCommonName: undefined }, []],
  [{ subject: 'C=GB,ST=Canonical,L=Canonical,O=Canonical,OU=Canonical,CN=127.0.0.1' }, ['microk8s']],
  [{ subject: 'OU=Canonical,CN=127.0.0.1' }, []],
  [{ subjectCommonName: 'kubernetes-master', issuerCommonName: 'kubernetes-ca' }, ['kops']],
  [{ subjectCommonName: 'kubernetes', issuerCommonName: 'kubernetes-ca' }, []],
  [{ issuerCommonName: 'kube-apiserver-lb-signer' }, ['OpenShift']],
  [{ subjectCommonName: 'kube-apiserver', issuerCommonName: undefined, issuer: 'O=kubernetes' }, ['Talos']],
  [
    {
      subjectCommonName: 'kube-apiserver',
      issuerCommonName: 'kubernetes',
      dnsNames: ['lb-apiserver.kubernetes.local'],
    },
    ['kubespray'],
  ],
  [{}, []],
];

void t.test('recognises the distribution that made the certificate', (t) => {
  for (const [change, expected] of cases) {
    const found = distributionsOf(target(report({ serving: [certificate({ ...plain, ...change })] })));
    t.same(found, expected, JSON.stringify(change));
  }
  t.same(distributionsOf(target(down())), []);
  t.end();
});

void t.test('each distribution is returned once', (t) => {
  t.same(distributionsOf(target(down(), report(), report())), ['kubeadm', 'Cluster API']);
  t.end();
});

void t.test('a workload cluster of Cluster API is not repaired as kubeadm is', (t) => {
  const managed = (change: Partial<Certificate>) =>
    distributionsOf({
      ...target(report({ serving: [certificate({ ...plain, ...change })] })),
      managedBy: 'Cluster API',
    });
  t.same(managed({ subjectCommonName: 'kube-apiserver', issuerCommonName: 'kubernetes' }), ['Cluster API']);
  t.same(managed({ issuerCommonName: 'rke2-server-ca@1700000000' }), ['K3s', 'RKE2']);
  t.end();
});
