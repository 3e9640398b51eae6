import t from 'tap';
import { capitalized, clip, countText } from '../../../src/web/status/display-text.js';

void t.test('a long text ends with an ellipsis', (t) => {
  t.equal(clip('abcd', 4), 'abcd');
  t.equal(clip('abcde', 4), 'abc…');
  t.end();
});

void t.test('one, and many', (t) => {
  t.same(
    [0, 1, 1234].map((count) => countText(count, 'target')),
    ['0 targets', '1 target', '1,234 targets'],
  );
  t.end();
});

void t.test('the first letter in upper case', (t) => {
  t.equal(capitalized('covered names'), 'Covered names');
  t.equal(capitalized(''), '');
  t.end();
});
