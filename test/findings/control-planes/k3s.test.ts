import t from 'tap';
import { isRancher, k3s } from '../../../src/findings/control-planes/k3s.js';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { certificate } from '../../fixtures/report.js';
import { situation } from './all-procedures.js';

void t.test('the missing names are in the commands', (t) => {
  const text = proceduresFor('reissue', situation, ['K3s'])
    .flatMap(({ lines }) => lines)
    .join('\n');
  for (const name of situation.sans.missing) t.ok(text.includes(name), name);
  t.end();
});

void t.test('recognised by its listener, and by its CA', (t) => {
  for (const issuerCommonName of ['k3s-server-ca@1700000000', 'rke2-server-ca@1700000000']) {
    t.ok(isRancher(certificate({ issuerCommonName })));
  }
  t.ok(k3s.recognises(certificate({ subject: 'CN=k3s,O=k3s' })));
  t.notOk(k3s.recognises(certificate({ issuerCommonName: undefined })));
  t.end();
});
