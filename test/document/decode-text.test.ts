import t from 'tap';
import { decodeText, isUtf16WithoutMark } from '../../src/document/decode-text.js';

void t.test('UTF-8 and UTF-16 with a byte order mark, which is left out', (t) => {
  const text = '\ufeffa: \u00e9\n';
  t.same(decodeText(Buffer.from(text)), { ok: true, source: 'a: \u00e9\n', utf16: false });
  t.same(decodeText(Buffer.from(text, 'utf16le')), { ok: true, source: 'a: \u00e9\n', utf16: true });
  t.same(decodeText(Buffer.from(text, 'utf16le').swap16()), { ok: true, source: 'a: \u00e9\n', utf16: true });
  t.same(decodeText(Buffer.from('')), { ok: true, source: '', utf16: false });
  t.end();
});

void t.test('text in UTF-16 without a mark, and what is not', (t) => {
  for (const text of ['a: 1', '-----BEGIN', '{"a":1}'])
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()])
      t.ok(isUtf16WithoutMark(bytes), text);
  for (const bytes of [[], [0x61], [0x30, 0x82, 0x03, 0x00], [0, 0, 0, 0], [0x61, 0x62, 0, 0], [0xff, 0xfe, 0x61, 0]])
    t.notOk(isUtf16WithoutMark(Uint8Array.from(bytes)), String(bytes));
  t.end();
});

void t.test('what is wrong with other bytes', (t) => {
  const unmarked = Buffer.from('a: 1', 'utf16le');
  t.match(decodeText(unmarked), { ok: false, message: /^UTF-16 text without a byte order mark: save it as UTF-8/ });
  t.match(decodeText(unmarked.swap16()), { ok: false, message: /^UTF-16/ });
  t.match(decodeText(Buffer.from('a: é\ud800', 'utf16le')), { ok: false, message: /^UTF-16/ });
  t.match(decodeText(Buffer.from([0xe9, 0x20])), { ok: false, message: /^not UTF-8 text/ });
  t.match(decodeText(Buffer.from([0xff, 0xfe, 0x61])), { ok: false, message: /^not UTF-8 text/ });
  t.end();
});
