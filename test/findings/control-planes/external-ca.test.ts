import t from 'tap';
import { externalCa } from '../../../src/findings/control-planes/external-ca.js';
import { certificate } from '../../fixtures/report.js';

void t.test('recognised by a CA that no installer has made', (t) => {
  const issuedBy = (issuerCommonName: string | undefined): boolean =>
    externalCa.recognises(certificate({ subjectCommonName: 'kube-apiserver', issuerCommonName }));
  t.ok(issuedBy('Example Corp. Issuing CA 3'));
  for (const other of ['kubernetes', 'kubernetes-ca', 'k3s-server-ca@1700000000', 'rke2-server-ca@1', undefined])
    t.notOk(issuedBy(other), `by ${other}`);
  t.notOk(externalCa.recognises(certificate({ subjectCommonName: '10.0.0.1', issuerCommonName: 'Example' })));
  t.end();
});
