import fc from 'fast-check';
import t from 'tap';
import { labelValue, maxLabelLength } from '../../src/metrics/label-value.js';

void t.test('text that prints stays as it is', (t) => {
  for (const text of ['', 'kube-apiserver', 'Zürich, "K8s" \\ O=x', '東京 🔐', 'a'.repeat(256)]) {
    t.equal(labelValue(text), text);
  }
  t.end();
});

void t.test('characters that do not print become U+FFFD', (t) => {
  const unprintable = {
    'line feed': '\n',
    nul: '\0',
    escape: '\u001b[31m',
    delete: '\u007f',
    'C1 control': '\u0085',
    'line separator': '\u2028',
    'paragraph separator': '\u2029',
    'right-to-left override': '\u202e',
    isolate: '\u2066',
    'Arabic letter mark': '\u061c',
    'byte order mark': '\ufeff',
    'zero width space': '\u200b',
    'lone surrogate': '\ud800',
    'lone trail surrogate': '\udc00',
    'tag beyond the BMP': '\u{e0041}',
  };
  for (const [what, text] of Object.entries(unprintable)) {
    t.equal(labelValue(`a${text}b`), `a\ufffd${text === '\u001b[31m' ? '[31m' : ''}b`, what);
  }
  t.end();
});

void t.test('text that is too long is cut', (t) => {
  t.equal(labelValue('a'.repeat(257)), `${'a'.repeat(255)}…`);
  t.equal(labelValue('a'.repeat(1_000_000)), `${'a'.repeat(255)}…`);
  t.equal(labelValue(`${'a'.repeat(254)}🔐aa`), `${'a'.repeat(254)}\ufffd…`, 'in the midst of a character');
  t.end();
});

void t.test('of any text: short, well-formed, on one line; cleaning twice changes nothing', (t) => {
  const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.nat(0xffff), { maxLength: 300 }));
  fc.assert(
    fc.property(any, (input) => {
      const value = labelValue(typeof input === 'string' ? input : String.fromCharCode(...input));
      return (
        value.length <= maxLabelLength &&
        value.isWellFormed() &&
        !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(value) &&
        labelValue(value) === value
      );
    }),
  );
  t.end();
});
