import t from 'tap';
import { unitRestart } from '../../../src/findings/procedures/unit-restart.js';

void t.test('the pair is compared before the restart', (t) => {
  const lines = unitRestart.join('\n');
  t.ok(lines.indexOf('pair tls-cert-file') < lines.indexOf('systemctl restart kube-apiserver'));
  t.match(lines, `config=''"$ADMIN"''`);
  t.end();
});
