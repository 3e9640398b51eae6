import t from 'tap';
import { kubeadm } from '../../../src/findings/control-planes/kubeadm.js';
import { certificate } from '../../fixtures/report.js';

void t.test('recognised by the names of subject and CA', (t) => {
  t.ok(kubeadm.recognises(certificate()));
  t.notOk(kubeadm.recognises(certificate({ issuerCommonName: 'etcd-ca' })));
  t.end();
});
