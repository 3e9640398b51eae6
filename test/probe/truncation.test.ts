import t from 'tap';
import { truncationNames, truncations } from '../../src/probe/truncation.js';

void t.test('the list is a label: snake case, each with its meaning', (t) => {
  for (const name of truncationNames) {
    t.match(name, /^[a-z]+(_[a-z]+)*$/);
    t.not(truncations[name], '');
  }
  t.end();
});
