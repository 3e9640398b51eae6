import t from 'tap';
import { rotateCa } from '../../../src/findings/remedies/rotate-ca.js';
import { forgotten, linesFor } from './procedures.js';

void t.test('hands the new CA to every client before anything needs it', (t) => {
  t.same(forgotten(rotateCa), []);
  t.match(rotateCa.advice[0], /every client beside the old one.*only then serve/);
  t.match(rotateCa.beware.join(' '), /does not renew CAs.*old CA last/s);
  t.end();
});

void t.test('what is pasted all at once stops before the steps that need people', (t) => {
  const kubeadm = linesFor(rotateCa, 'kubeadm').filter((line) => !line.startsWith('#'));
  t.notMatch(kubeadm.join('\n'), /(cp|mv) \/root\/ca-new|manifests|systemctl/);
  for (const distribution of ['K3s', 'kops', 'microk8s', 'OpenShift']) {
    const pasted = linesFor(rotateCa, distribution)
      .filter((line) => !line.startsWith('#'))
      .join('\n');
    t.notMatch(pasted, /promote|distrust|refresh-certs -e|systemctl/, distribution);
  }
  t.end();
});
