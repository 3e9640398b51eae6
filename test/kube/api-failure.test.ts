import fc from 'fast-check';
import t from 'tap';
import { oneLine } from '../../src/kube/api-failure.js';

void t.test('text from outside fits on one line', (t) => {
  t.equal(oneLine(' a\r\n\tb\u001b[31m\u2028c '), 'a b [31m c');
  t.equal(oneLine('x'.repeat(400)), `${'x'.repeat(300)}…`);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
      const line = oneLine(text);
      return line.length <= 301 && !/\p{Cc}|\p{Cs}/u.test(line);
    }),
  );
  t.end();
});
