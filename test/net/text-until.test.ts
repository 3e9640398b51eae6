import t from 'tap';
import { TextUntil } from '../../src/net/text-until.js';
import { byteByByte } from './byte-by-byte.js';

const emptyLine = '\r\n\r\n';

/** Takes the pieces one after another. Returns the text, and how much of the last piece belongs to it; undefined: there is no mark. */
function take(pieces: readonly string[], most = 10, mark = emptyLine): readonly unknown[] | undefined {
  const text = new TextUntil(mark, most, 'HPE_HEADER_OVERFLOW');
  for (const piece of pieces) {
    const next = text.take(Buffer.from(piece, 'latin1'), 0);
    if (next !== undefined) return [text.text, next];
  }
  return undefined;
}

void t.test('the text before the mark, however it is cut', (t) => {
  t.same(take(['ab\xff\r\n\r\nrest']), ['ab\xff', 7]);
  t.same(take(['a', 'b\r', '\n\r', '\nrest']), ['ab', 1]);
  const whole = 'one\r\ntwo\r\n\r\nrest';
  for (let cut = 1; cut < 12; cut += 1) {
    t.same(take([whole.slice(0, cut), whole.slice(cut)]), ['one\r\ntwo', 12 - cut], `cut at ${cut}`);
  }
  t.same(take(byteByByte(whole)), ['one\r\ntwo', 1]);
  t.equal(take(['one\r\n', '\r']), undefined);
  t.end();
});

void t.test('the next text begins after the mark', (t) => {
  const text = new TextUntil('\r\n', 10, 'HPE_HEADER_OVERFLOW');
  const bytes = Buffer.from('a\r\nbc\r\nd');
  t.equal(text.take(bytes, 0), 3);
  t.equal(text.take(bytes, 3), 7);
  t.equal(text.text, 'bc');
  t.equal(text.take(bytes, 7), undefined);
  t.equal(text.begun(5), 'd');
  t.equal(text.take(Buffer.from('e\r\nf'), 0), 3);
  t.equal(text.text, 'de');
  t.end();
});

void t.test('a text that is too long is refused, also before its mark', (t) => {
  const overflow = { code: 'HPE_HEADER_OVERFLOW' };
  t.same(take([`${'a'.repeat(10)}\r\n\r\n`]), ['a'.repeat(10), 14]);
  t.throws(() => take([`${'a'.repeat(11)}\r\n\r\n`]), overflow);
  t.throws(() => take(['a'.repeat(15)]), overflow);
  t.throws(() => take(byteByByte('a'.repeat(15))), overflow);
  t.throws(() => take(['a', `${'a'.repeat(100)}\r\n\r\n`]), overflow);
  t.same(take(byteByByte(`${'a'.repeat(10)}\r\n\r\n`)), ['a'.repeat(10), 1]);
  t.end();
});

void t.test('a line that ends without CR is refused before the mark', (t) => {
  t.throws(() => take(['a\n']), { code: 'HPE_CR_EXPECTED' });
  t.throws(() => take(['a', '\n']), { code: 'HPE_CR_EXPECTED' });
  t.throws(() => take(['\n']), { code: 'HPE_CR_EXPECTED' });
  t.equal(take(['a\r', '\n']), undefined);
  t.end();
});
