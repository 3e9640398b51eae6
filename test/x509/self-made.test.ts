import t from 'tap';
import { isSelfMade } from '../../src/x509/self-made.js';
import { certificate } from '../fixtures/report.js';

void t.test('X@N by X-ca@N, of the same X and N', (t) => {
  const of = (subjectCommonName: string | undefined, issuerCommonName: string | undefined) =>
    isSelfMade(certificate({ subjectCommonName, issuerCommonName }));
  t.ok(of('localhost@1795779014', 'localhost-ca@1795779014'));
  t.ok(of('a@b@1795779014', 'a@b-ca@1795779014'));
  t.notOk(of('localhost@1795779014', 'localhost-ca@1795779015'));
  t.notOk(of('localhost@1795779014', 'other-ca@1795779014'));
  t.notOk(of('kube-apiserver', 'kubernetes'));
  t.notOk(of('@1795779014', '-ca@1795779014'));
  t.notOk(of(undefined, undefined));
  t.end();
});
