import t from 'tap';
import { bash, bashLines } from '../../../src/findings/procedures/bash-lines.js';

void t.test('backslashes and dollars are those of bash, and common indentation goes', (t) => {
  const text = bash`
    sed 's/\(a\)\n/\1/' "$file"
      more
  `;
  t.equal(text, String.raw`sed 's/\(a\)\n/\1/' "$file"` + '\n  more');
  t.end();
});

void t.test('a value of several lines has the indentation of its line', (t) => {
  const lines = bashLines`
    (
      ${'one() {\n  two\n}'}
    )
  `;
  t.same(lines, ['(', '  one() {', '    two', '  }', ')']);
  t.end();
});
