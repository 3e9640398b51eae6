import t from 'tap';
import { askApi } from '../../../src/findings/procedures/api-shell.js';

void t.test('the kubeconfig and the program', (t) => {
  const text = askApi({ kubectl: '/opt/kubectl', kubeconfig: '/etc/a.conf' }).join('\n');
  t.match(text, "config='/etc/a.conf'");
  t.match(text, '/opt/kubectl --kubeconfig');
  t.end();
});
