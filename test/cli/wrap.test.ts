import fc from 'fast-check';
import t from 'tap';
import { textWidth, wrap } from '../../src/cli/wrap.js';
import { tooMuchGrowth } from '../fixtures/growth.js';

void t.test('columns', (t) => {
  t.equal(textWidth('abc'), 3);
  t.equal(textWidth('ü'), 1);
  t.equal(textWidth('u\u0308'), 1, 'a combining mark takes none');
  t.equal(textWidth('日本'), 4);
  t.equal(textWidth('😀'), 2);
  t.end();
});

void t.test('lines break at spaces, and inside a word that is too long', (t) => {
  t.same(wrap('', 8), ['']);
  t.same(wrap('abc', 8), ['abc']);
  t.same(wrap('one two three', 8), ['one two', 'three']);
  t.same(wrap('aaaaaaaaaabb cc', 5), ['aaaaa', 'aaaaa', 'bb cc']);
  t.same(wrap('日本日', 5), ['日本', '日']);
  t.same(wrap('日', 1), ['日'], 'wider than the column');
  t.end();
});

void t.test('no line is too wide and no character is lost', (t) => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 2, max: 20 }), (text, width) => {
      const lines = wrap(text, width);
      return (
        lines.every((line) => textWidth(line) <= width) &&
        lines.join('').replaceAll(' ', '') === text.replaceAll(' ', '')
      );
    }),
  );
  t.end();
});

void t.test('long words, also of characters that take no column, take linear time', (t) => {
  for (const part of ['a', '\u0301', 'a ', ' ', '日', '😀']) {
    const slow = tooMuchGrowth((count) => {
      const text = part.repeat(count);
      return () => wrap(text, 60);
    }, 1500);
    t.equal(slow, undefined, JSON.stringify(part));
  }
  t.end();
});
