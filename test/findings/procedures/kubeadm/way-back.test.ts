import t from 'tap';
import { serveOldPair } from '../../../../src/findings/procedures/kubeadm/way-back.js';
import { linesBefore } from './pasted.js';

void t.test('compares certificate and key of the backup before it replaces anything', (t) => {
  t.match(linesBefore(serveOldPair, 'then replace').join('\n'), /belong "\$old[^]*stop/);
  t.end();
});

void t.test('its own backup is not the newest one for the next time', (t) => {
  t.match(serveOldPair.join('\n'), 'before=/root/apiserver-after-');
  t.end();
});
