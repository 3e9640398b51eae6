import t from 'tap';
import { compareServed } from '../../../src/findings/procedures/compare-served.js';

void t.test('the pair is compared with itself before it is compared with what is served', (t) => {
  const lines = compareServed.join('\n');
  t.ok(lines.indexOf('pair tls-cert-file') < lines.indexOf('served()'));
  t.end();
});
