import t from 'tap';
import { kubeadm } from '../../../src/findings/control-planes/kubeadm.js';
import { kubespray } from '../../../src/findings/control-planes/kubespray.js';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { certificate } from '../../fixtures/report.js';
import { situation } from './all-procedures.js';

const leaf = { subjectCommonName: 'kube-apiserver', issuerCommonName: 'kubernetes' };

void t.test('the missing names are in the commands, and stay in the inventory', (t) => {
  const [onNodes, inventory] = proceduresFor('reissue', situation, ['kubespray']).map(({ lines }) => lines.join('\n'));
  for (const name of situation.sans.missing) {
    t.ok(onNodes?.includes(name), name);
    t.ok(inventory?.includes(`#   - "${name}"`), name);
  }
  t.end();
});

void t.test('its name tells it from kubeadm', (t) => {
  const old = certificate({ ...leaf, dnsNames: ['kubernetes', 'localhost', 'lb-apiserver.kubernetes.local'] });
  t.same([kubeadm.recognises(old), kubespray.recognises(old)], [false, true]);
  const newer = certificate({ ...leaf, dnsNames: ['kubernetes', 'localhost'] });
  t.same([kubeadm.recognises(newer), kubespray.recognises(newer)], [true, true], 'kubeadm may have it in certSANs');
  const plain = certificate({ ...leaf, dnsNames: ['kubernetes'] });
  t.same([kubeadm.recognises(plain), kubespray.recognises(plain)], [true, false]);
  t.end();
});
