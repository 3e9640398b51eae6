import fc from 'fast-check';
import t from 'tap';
import { printable } from '../../src/text/printable.js';

void t.test('characters that do not print are escaped', (t) => {
  const texts = {
    'CN=müller ☃ 日本': 'CN=müller ☃ 日本',
    '\u001b[31mred': '\\u{1b}[31mred',
    'a\r\nb\tc\0': 'a\\u{d}\\u{a}b\\u{9}c\\u{0}',
    '\u007f\u0085\u009b': '\\u{7f}\\u{85}\\u{9b}',
    'a\u202eb\u2066c\u200b': 'a\\u{202e}b\\u{2066}c\\u{200b}',
    'a\u2028b\ufeff': 'a\\u{2028}b\\u{feff}',
    'a\ud800b': 'a\\u{d800}b',
  };
  for (const [text, shown] of Object.entries(texts)) t.equal(printable(text), shown);
  t.end();
});

void t.test('no text keeps a character that moves the cursor', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(printable(text))));
  t.end();
});
