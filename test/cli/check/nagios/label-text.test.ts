import fc from 'fast-check';
import t from 'tap';
import { labelText } from '../../../../src/cli/check/nagios/label-text.js';
import { hostileText } from '../../hostile-text.js';

void t.test('a label has neither quotes nor =, is bounded, and different ones stay different', (t) => {
  t.equal(labelText("it's=1"), 'it\\u{27}s\\u{3d}1');
  const long = 'a'.repeat(200);
  t.equal(labelText(long).length, 120);
  t.not(labelText(`${long}b`), labelText(`${long}c`));
  fc.assert(
    fc.property(hostileText, (text) => /^[^'=|\n]{0,120}$/.test(labelText(text)) && labelText(text).isWellFormed()),
  );
  t.end();
});
