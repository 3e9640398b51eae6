import t from 'tap';
import { capitalized, clip } from '../../../src/web/status/display-text.js';

void t.test('a long text ends with an ellipsis', (t) => {
  t.equal(clip('abcd', 4), 'abcd');
  t.equal(clip('abcde', 4), 'abc…');
  t.end();
});

void t.test('the first letter in upper case', (t) => {
  t.equal(capitalized('covered names'), 'Covered names');
  t.equal(capitalized(''), '');
  t.end();
});
