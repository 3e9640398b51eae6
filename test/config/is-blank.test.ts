import t from 'tap';
import { isBlank } from '../../src/config/is-blank.js';

void t.test('nothing but blanks, comments and document marks', (t) => {
  for (const text of ['', '\n', ' \n# comment', '---\n', '#']) t.equal(isBlank(Buffer.from(text)), true, text);
  for (const text of ['a: 1', '{}', '# a\nb', ' '.repeat(65_537)]) t.equal(isBlank(Buffer.from(text)), false);
  t.end();
});
