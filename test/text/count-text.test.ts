import t from 'tap';
import { countText } from '../../src/text/count-text.js';

void t.test('one, and many', (t) => {
  t.same(
    [0, 1, 999, 1000, 1234567].map((count) => countText(count, 'target')),
    ['0 targets', '1 target', '999 targets', '1,000 targets', '1,234,567 targets'],
  );
  t.end();
});
