import t from 'tap';
import { kubeadm } from '../../../src/findings/control-planes/kubeadm.js';
import { certificate } from '../../fixtures/report.js';

void t.test('recognised by the names of subject and CA', (t) => {
  t.ok(kubeadm.recognises(certificate()));
  t.ok(kubeadm.recognises(certificate({ issuerCommonName: 'kubernetes@1795741200' })), 'a CA that was replaced');
  t.notOk(kubeadm.recognises(certificate({ issuerCommonName: 'etcd-ca' })));
  t.end();
});
