import t from 'tap';
import { operatorWell, rolledOut } from '../../../src/findings/procedures/openshift-rollout.js';
import { ownBash } from '../../../src/findings/procedures/own-bash.js';
import { pasteIn } from './pasted.js';
import { oc } from './simulated-oc.js';

void t.test('a rollout that does not come is reported', (t) => {
  const folder = t.testdir({ revision: '7\n' });
  const date = 'n=$(cat clock 2> /dev/null || echo 0); echo $((n + 4000)) > clock; echo "$n"';
  const { code, stderr } = pasteIn(folder, ownBash(operatorWell, rolledOut), {
    oc,
    date,
    sleep: 'exit 0',
  });
  t.match(stderr, 'No new revision on all nodes after an hour');
  t.equal(code, 1);
  t.end();
});
