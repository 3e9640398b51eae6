import fc from 'fast-check';
import t from 'tap';
import { labelValue, maxLabelLength } from '../../src/metrics/label-value.js';

void t.test('text that prints stays as it is', (t) => {
  for (const text of ['', 'kube-apiserver', 'Zürich, "K8s" \\ O=x', '東京 🔐', 'a'.repeat(256)]) {
    t.equal(labelValue(text), text);
  }
  t.end();
});

/** The readable part of a value, without the mark of a text that was changed. */
function readable(text: string): string {
  const [, start] = /^(.*)…~[\w-]{16}$/s.exec(labelValue(text)) ?? [];
  return start ?? 'no mark';
}

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
  const texts = Object.entries(unprintable);
  for (const [what, text] of texts) {
    t.equal(readable(`a${text}b`), `a\ufffd${text === '\u001b[31m' ? '[31m' : ''}b`, what);
  }
  t.equal(new Set(texts.map(([, text]) => labelValue(text))).size, texts.length, 'each is a value of its own');
  t.end();
});

void t.test('text that is too long is cut', (t) => {
  for (const length of [257, 1_000_000]) t.equal(readable('a'.repeat(length)), 'a'.repeat(238));
  t.equal(readable(`${'a'.repeat(237)}🔐${'a'.repeat(20)}`), `${'a'.repeat(237)}\ufffd`, 'in the midst of a character');
  const path = `/srv/${'nested/'.repeat(40)}`;
  t.not(labelValue(`${path}a.crt`), labelValue(`${path}b.crt`), 'two files alike in their first 285 characters');
  t.equal(labelValue(`${path}a.crt`), labelValue(`${path}a.crt`));
  t.end();
});

void t.test('no text passes for another one that was changed', (t) => {
  const changed = labelValue('a'.repeat(300));
  t.not(labelValue(changed), changed);
  t.equal(labelValue('a…~b'), 'a…~b');
  t.end();
});

void t.test('of any two texts: short, well-formed, on one line, and different if they are', (t) => {
  const any = fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.nat(0xffff), { maxLength: 300 }).map((units) => String.fromCharCode(...units)),
      fc
        .array(fc.constantFrom('\ud800', '\udc00', '\u202e', '\u200b', 'a'), { maxLength: 4 })
        .map((units) => units.join('')),
      fc.nat(3).map((length) => 'a'.repeat(255 + length)),
      fc.tuple(fc.constant('a'.repeat(256)), fc.string({ maxLength: 2 })).map((parts) => parts.join('')),
    )
    .chain((text) => fc.constantFrom(text, labelValue(text), labelValue(labelValue(text))));
  fc.assert(
    fc.property(any, any, (one, other) => {
      const value = labelValue(one);
      return (
        value.length <= maxLabelLength &&
        value.isWellFormed() &&
        !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(value) &&
        (one === other || value !== labelValue(other))
      );
    }),
    { numRuns: 2000 },
  );
  t.end();
});
