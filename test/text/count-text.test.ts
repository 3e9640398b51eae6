import t from 'tap';
import { countText } from '../../src/text/count-text.js';

void t.test('one, and many', (t) => {
  t.same(
    [0, 1, 1234].map((count) => countText(count, 'target')),
    ['0 targets', '1 target', '1,234 targets'],
  );
  t.end();
});
