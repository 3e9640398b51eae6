import t from 'tap';
import { restartProcess } from '../../../src/findings/remedies/restart-process.js';
import { forgotten } from './procedures.js';

void t.test('restarts the process, and warns of steps that do not restart it', (t) => {
  t.same(forgotten(restartProcess), []);
  t.match(restartProcess.advice.join(' '), /one node at a time/);
  t.match(restartProcess.advice.join(' '), /kube-scheduler.*Watches.*kubelet.*kube-vip/);
  t.match(restartProcess.beware.join(' '), /mirror pod.*kubelet/);
  t.end();
});
