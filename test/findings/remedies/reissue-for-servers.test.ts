import t from 'tap';
import { reissueForServers } from '../../../src/findings/remedies/reissue-for-servers.js';
import { forgotten, linesFor } from './procedures.js';

const remedy = reissueForServers({
  sans: { missing: [], present: ['kubernetes', '10.96.0.1'], cut: false },
  nodes: [],
});

void t.test('issues a new certificate, because a renewal by kubeadm keeps the usage', (t) => {
  t.same(forgotten(remedy), []);
  t.notMatch(linesFor(remedy, 'kubeadm').join('\n'), /certs renew|k8s-certs-renew/);
  t.match(remedy.advice[0], /serverAuth/);
  t.match(remedy.beware[0], /renew keeps the usage/);
  t.end();
});
