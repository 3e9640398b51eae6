import t from 'tap';
import { manifestRestart } from '../../../src/findings/procedures/manifest-restart.js';

void t.test('one subshell, with the paths of the distribution', (t) => {
  const lines = manifestRestart({
    manifest: '/m/pods/a.yaml',
    crictl: '/x/crictl',
    kubectl: '/x/kubectl',
    kubeconfig: '/k',
  });
  t.match(lines[1], '( set -eu');
  t.equal(lines.at(-2), ') < /dev/null');
  for (const part of ['flags="/m/pods/a.yaml"', '/x/crictl ps', '/x/kubectl --kubeconfig', "config='/k'"])
    t.ok(lines.join('\n').includes(part), part);
  t.end();
});
