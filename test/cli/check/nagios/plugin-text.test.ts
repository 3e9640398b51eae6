import fc from 'fast-check';
import t from 'tap';
import { cutTo, pluginText } from '../../../../src/cli/check/nagios/plugin-text.js';
import { hostileText } from '../../hostile-text.js';

void t.test('no text ends the line, begins performance data or becomes a line end in Nagios', (t) => {
  t.equal(pluginText('a|b\nc\\nd\\e'), 'a\\u{7c}b\\u{a}c\\u{5c}nd\\e');
  fc.assert(
    fc.property(
      fc.oneof(hostileText, fc.string({ unit: fc.constantFrom('\\', 'n', '|', '\n') })),
      (text) => /^[^|\n\r\p{Cc}]*$/u.test(pluginText(text)) && !pluginText(text).includes('\\n'),
    ),
  );
  t.end();
});

void t.test('a cut is between characters, and within its bytes', (t) => {
  t.equal(cutTo(5, 'abcde'), 'abcde');
  t.equal(cutTo(5, 'abcdef'), 'ab…');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 30 }), (text, bytes) => {
      const cut = cutTo(bytes, text);
      return Buffer.byteLength(cut) <= bytes && cut.isWellFormed() && text.startsWith(cut.replace(/…$/, ''));
    }),
  );
  t.end();
});
