import t from 'tap';
import { clip } from '../../src/text/clip.js';

void t.test('a long text ends with an ellipsis', (t) => {
  t.equal(clip('abcd', 4), 'abcd');
  t.equal(clip('abcde', 4), 'abc…');
  t.end();
});

void t.test('no half of a character is left', (t) => {
  t.equal(clip('ab😀de', 4), 'ab\u{fffd}…');
  t.end();
});
