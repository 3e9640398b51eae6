import t from 'tap';
import { serveOldPair } from '../../../../src/findings/procedures/kubeadm/way-back.js';
import { situation } from '../../control-planes/all-procedures.js';
import { linesBefore } from './pasted.js';

const lines = serveOldPair(situation);

void t.test('compares certificate and key of the backup before it replaces anything', (t) => {
  t.match(linesBefore(lines, 'then replace').join('\n'), /belong "\$old[^]*stop/);
  t.end();
});

void t.test('its own backup is not the newest one for the next time', (t) => {
  t.match(lines.join('\n'), 'to="/root/apiserver-after-');
  t.end();
});
