import t from 'tap';
import { restartProcess } from '../../../src/findings/remedies/restart-process.js';
import { forgotten, linesFor } from './procedures.js';

void t.test('restarts the process, and warns of steps that do not restart it', (t) => {
  t.same(forgotten(restartProcess), []);
  const lines = linesFor(restartProcess, 'kubeadm').join('\n');
  t.match(lines, /mv \/etc\/kubernetes\/manifests\/kube-apiserver.yaml \/root\/ && sleep 20 && mv \/root\//);
  t.match(lines, /crictl rmp -f/);
  t.match(restartProcess.advice.join(' '), /one node at a time/);
  t.match(restartProcess.beware.join(' '), /mirror pod.*kubelet/);
  t.end();
});
