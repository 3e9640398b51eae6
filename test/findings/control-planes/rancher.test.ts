import t from 'tap';
import { k3s } from '../../../src/findings/control-planes/k3s.js';
import { rke2 } from '../../../src/findings/control-planes/rke2.js';
import { certificate } from '../../fixtures/report.js';

void t.test('both are recognised by their listener, and by their CA', (t) => {
  for (const { recognises } of [k3s, rke2]) {
    for (const issuerCommonName of ['k3s-server-ca@1700000000', 'rke2-server-ca@1700000000'])
      t.ok(recognises(certificate({ issuerCommonName })));
    t.ok(recognises(certificate({ subject: 'CN=k3s,O=k3s' })));
    t.notOk(recognises(certificate({ issuerCommonName: undefined })));
  }
  t.end();
});
