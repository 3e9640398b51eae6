import fc from 'fast-check';
import t from 'tap';
import { jsonEscaped, printable, printableLines } from '../../src/text/printable.js';

void t.test('characters that do not print are escaped', (t) => {
  const texts = {
    'CN=müller ☃ 日本': 'CN=müller ☃ 日本',
    '\u001b[31mred': '\\u{1b}[31mred',
    'a\r\nb\tc\0': 'a\\u{d}\\u{a}b\\u{9}c\\u{0}',
    '\u007f\u0085\u009b': '\\u{7f}\\u{85}\\u{9b}',
    'a\u202eb\u2066c\u200b': 'a\\u{202e}b\\u{2066}c\\u{200b}',
    'a\u2028b\ufeff': 'a\\u{2028}b\\u{feff}',
    'a\ud800b': 'a\\u{d800}b',
    'a\u3164b\u034fc\ufe0f': 'a\\u{3164}b\\u{34f}c\\u{fe0f}',
  };
  for (const [text, shown] of Object.entries(texts)) t.equal(printable(text), shown);
  t.end();
});

void t.test('no text keeps a character that moves the cursor', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(printable(text))));
  t.end();
});

void t.test('JSON keeps its value', (t) => {
  t.equal(jsonEscaped('"\u202e\u{e0041}\u0085"'), '"\\u202e\\udb40\\udc41\\u0085"');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = JSON.stringify({ [text]: [text] });
      return jsonEscaped(json) === printableLines(json) && JSON.stringify(JSON.parse(jsonEscaped(json))) === json;
    }),
  );
  t.end();
});

void t.test('lines stay lines, and colours stay if the output has them', (t) => {
  t.equal(printableLines('a\n\u202eb\n'), 'a\n\\u202eb\n');
  t.equal(printableLines('\x1b[31mred\x1b[39m\x1b[2J\n', true), '\x1b[31mred\x1b[39m\\u001b[2J\n');
  t.equal(printableLines('\x1b[31mred\n'), '\\u001b[31mred\n');
  t.equal(printableLines('plain\n\n'), 'plain\n\n');
  t.equal(printableLines('BEGIN:VCALENDAR\r\n\u202e\r\n'), 'BEGIN:VCALENDAR\r\n\\u202e\r\n');
  t.equal(printableLines('a\rb\r\r\n'), 'a\\u000db\\u000d\r\n', 'what only moves the cursor is none');
  t.end();
});
