import t from 'tap';
import { kindOf } from '../../src/kube/kind-of.js';

void t.test('only the kind of a value is shown', (t) => {
  const shown = ['s3cret', 5, true, null, {}, [1, 2]].map(kindOf);
  t.same(shown, ['a string', 'a number', 'a boolean', 'nothing', 'a mapping', 'a list of 2']);
  t.end();
});
