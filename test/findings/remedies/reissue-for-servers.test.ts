import t from 'tap';
import { reissueForServers } from '../../../src/findings/remedies/reissue-for-servers.js';
import { forgotten, linesFor } from './procedures.js';

const remedy = reissueForServers({ missing: [], present: ['kubernetes', '10.96.0.1'], cut: false });

void t.test('issues a new certificate, because a renewal by kubeadm keeps the usage', (t) => {
  t.same(forgotten(remedy), []);
  for (const distribution of ['kubeadm', 'kubespray']) {
    const lines = linesFor(remedy, distribution).join('\n');
    t.match(lines, 'kubeadm init phase certs apiserver --config kubeadm.yaml');
    t.match(lines, '#   - "10.96.0.1"\n');
    t.notMatch(lines, /certs renew|k8s-certs-renew/);
  }
  t.match(linesFor(remedy, 'K3s')[0], 'k3s certificate rotate');
  t.match(remedy.advice[0], /serverAuth/);
  t.match(remedy.beware[0], /renew keeps the usage/);
  t.end();
});
