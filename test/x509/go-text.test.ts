import fc from 'fast-check';
import t from 'tap';
import { goQuote, goTime } from '../../src/x509/go-text.js';

/** The expected results are those of strconv.Quote. */
void t.test('text in quotes', (t) => {
  const cases: readonly (readonly [text: string, quoted: string])[] = [
    ['', '""'],
    ['a b', '"a b"'],
    ['say "a"\\', '"say \\"a\\"\\\\"'],
    ["it's", '"it\'s"'],
    ['\x07\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
    ['\0\x1b\x7f', '"\\x00\\x1b\\x7f"'],
    ['\x80\x9f\xa0\xad', '"\\u0080\\u009f\\u00a0\\u00ad"'],
    ['Ω é ☃ 日', '"Ω é ☃ 日"'],
    ['\u2028\u202e\u3000\ufeff', '"\\u2028\\u202e\\u3000\\ufeff"'],
    ['😀\u{1d11e}', '"😀\u{1d11e}"'],
    ['\u{e0001}\u{10ffff}', '"\\U000e0001\\U0010ffff"'],
    ['\ufffd', '"\ufffd"'],
  ];
  for (const [text, quoted] of cases) t.equal(goQuote(text), quoted);
  t.end();
});

void t.test('bytes that are not UTF-8 are shown one by one', (t) => {
  const cases: readonly (readonly [hex: string, quoted: string])[] = [
    ['ff', '"\\xff"'],
    ['61c3', '"a\\xc3"'],
    ['c3a9', '"é"'],
    ['c080', '"\\xc0\\x80"'],
    ['c1bf', '"\\xc1\\xbf"'],
    ['e0a080e09f80', '"ࠀ\\xe0\\x9f\\x80"'],
    ['e28222', '"\\xe2\\x82\\""'],
    ['ed9fbf', '"\\ud7ff"'],
    ['eda080', '"\\xed\\xa0\\x80"'],
    ['ee8080', '"\\ue000"'],
    ['f0908080', '"𐀀"'],
    ['f08fbfbf', '"\\xf0\\x8f\\xbf\\xbf"'],
    ['f48fbfbf', '"\\U0010ffff"'],
    ['f4908080', '"\\xf4\\x90\\x80\\x80"'],
    ['f5808080', '"\\xf5\\x80\\x80\\x80"'],
    ['80c3a980', '"\\x80é\\x80"'],
  ];
  for (const [hex, quoted] of cases) t.equal(goQuote(Buffer.from(hex, 'hex')), quoted, hex);
  t.end();
});

const letters: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The other way round, as a compiler of Go reads a string. */
function unquote(quoted: string): Buffer {
  const escape = /\\x(..)|\\u(.{4})|\\U(.{8})|\\(.)|[^\\]/gsu;
  const parts = Array.from(quoted.slice(1, -1).matchAll(escape), ([found, byte, short, long, letter]) => {
    if (byte !== undefined) return Buffer.from(byte, 'hex');
    const rune = short ?? long;
    if (rune !== undefined) return Buffer.from(String.fromCodePoint(parseInt(rune, 16)));
    return Buffer.from(letter === undefined ? found : (letters[letter] ?? letter));
  });
  return Buffer.concat(parts);
}

const nearUtf8 = fc.array(
  fc.constantFrom(0x00, 0x22, 0x41, 0x5c, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff),
  { maxLength: 12 },
);

void t.test('any bytes are quoted in printable characters, and none is lost', (t) => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    nearUtf8.map((octets) => Uint8Array.from(octets)),
    fc.string({ unit: 'binary' }).map((text) => new Uint8Array(Buffer.from(text))),
  );
  fc.assert(
    fc.property(bytes, (octets) => {
      const quoted = goQuote(octets);
      return unquote(quoted).equals(octets) && /^"[\p{L}\p{M}\p{N}\p{P}\p{S} ]*"$/u.test(quoted);
    }),
    { numRuns: 1000 },
  );
  t.end();
});

void t.test('a text is quoted as its bytes are', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => goQuote(text) === goQuote(Buffer.from(text))));
  t.end();
});

/** The expected results are those of time.RFC3339. */
void t.test('times', (t) => {
  t.equal(goTime(0), '1970-01-01T00:00:00Z');
  t.equal(goTime(1_700_000_000.9), '2023-11-14T22:13:20Z');
  t.equal(goTime(-0.1), '1969-12-31T23:59:59Z');
  t.equal(goTime(Date.UTC(9999, 11, 31, 23, 59, 59) / 1000), '9999-12-31T23:59:59Z');
  t.equal(goTime(-62_167_219_200), '0000-01-01T00:00:00Z');
  t.equal(goTime(-62_167_219_201), '-0001-12-31T23:59:59Z');
  t.equal(goTime(253_402_300_800), '10000-01-01T00:00:00Z');
  t.equal(goTime(0, 3600), '1970-01-01T01:00:00+01:00');
  t.equal(goTime(0, -(3 * 3600 + 30 * 60)), '1969-12-31T20:30:00-03:30');
  t.end();
});

void t.test('of very long text, the beginning is shown', (t) => {
  t.equal(goQuote('a'.repeat(8192)).length, 8194);
  t.equal(goQuote('a'.repeat(1_000_000)), `"${'a'.repeat(8192)}…"`);
  t.equal(goQuote(Buffer.alloc(1_000_000, 0x80)), `"${'\\x80'.repeat(8192)}…"`);
  t.equal(goQuote('é'.repeat(8193)).length, 4096 + 3);
  t.end();
});
