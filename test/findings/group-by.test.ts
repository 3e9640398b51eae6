import t from 'tap';
import { groupBy } from '../../src/findings/group-by.js';

void t.test('groups in the order of first appearance', (t) => {
  const groups = groupBy([3, 1, 4, 1, 5], (number) => (number % 2 ? 'odd' : 'even'));
  t.same(
    [...groups],
    [
      ['odd', [3, 1, 1, 5]],
      ['even', [4]],
    ],
  );
  t.end();
});
