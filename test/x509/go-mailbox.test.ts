import fc from 'fast-check';
import t from 'tap';
import { readMailbox } from '../../src/x509/go-mailbox.js';

/** The expected results are those of parseRFC2821Mailbox; undefined: no address. */
void t.test('addresses', (t) => {
  const cases: readonly (readonly [text: string, parts: readonly [local: string, domain: string] | undefined])[] = [
    ['a@b', ['a', 'b']],
    ['A.b+c@D.e', ['A.b+c', 'D.e']],
    ["!#$%&'*+-/=?^_`{|}~@b", ["!#$%&'*+-/=?^_`{|}~", 'b']],
    ['a@', ['a', '']],
    ['a@b@c', ['a', 'b@c']],
    ['a@*.b', ['a', '*.b']],
    ['', undefined],
    ['a', undefined],
    ['@b', undefined],
    ['.a@b', undefined],
    ['a.@b', undefined],
    ['a..b@c', undefined],
    ['a b@c', undefined],
    ['a@.b', undefined],
    ['a@b.', undefined],
    ['a@b c', undefined],
    ['a@b\n', undefined],
    ['a,b@c', undefined],
    ['a"b@c', undefined],
    ['a\\@b@c', ['a@b', 'c']],
    ['a\\\n\\\0@c', ['a\n\0', 'c']],
    ['\\.a@b', undefined],
    ['a\\.\\.b@c', undefined],
    ['a\\', undefined],
    ['a\\@b', undefined],
    ['""@b', ['', 'b']],
    ['"a b"@c', ['a b', 'c']],
    ['".a..b."@c', ['.a..b.', 'c']],
    ['"a@b"@c', ['a@b', 'c']],
    ['"a\\"\\\\"@c', ['a"\\', 'c']],
    ['"a"b@c', undefined],
    ['"a@b', undefined],
    ['"a\\"@b', undefined],
    ['"', undefined],
    ['"a"', undefined],
  ];
  for (const [text, parts] of cases)
    t.same(readMailbox(text), parts && { local: parts[0], domain: parts[1] }, JSON.stringify(text));
  t.end();
});

void t.test('which characters may be quoted, as they are and behind a backslash', (t) => {
  const octets = Array.from({ length: 128 }, (_, octet) => octet);
  const refused = (textOf: (character: string) => string): readonly number[] =>
    octets.filter((octet) => readMailbox(textOf(String.fromCharCode(octet))) === undefined);
  t.same(
    refused((character) => `"${character}"@b`),
    [0x00, 0x09, 0x0a, 0x0d, 0x22, 0x5c],
  );
  t.same(
    refused((character) => `"\\${character}"@b`),
    [0x00, 0x0a, 0x0d],
  );
  t.same(
    refused((character) => `\\${character}@b`),
    [0x2e],
  );
  t.end();
});

const ascii = fc.string({ unit: fc.integer({ min: 1, max: 0x7f }).map((code) => String.fromCharCode(code)) });
const local = ascii.map((text) => text.replace(/[\t\n\r]/g, ''));
const domain = fc.array(fc.stringMatching(/^[a-zA-Z0-9_*-]{1,5}$/), { maxLength: 3 }).map((labels) => labels.join('.'));

void t.test('what is quoted is read back', (t) => {
  fc.assert(
    fc.property(local, domain, (name, host) => {
      const read = readMailbox(`"${name.replace(/["\\]/g, '\\$&')}"@${host}`);
      return read?.local === name && read.domain === host;
    }),
  );
  t.end();
});

void t.test('what is escaped is read back, unless its dots are odd', (t) => {
  fc.assert(
    fc.property(ascii, domain, (name, host) => {
      const read = readMailbox(`${name.replace(/[^]/g, '\\$&')}@${host}`);
      if (name === '' || /^\.|\.\.|\.$/.test(name)) return read === undefined;
      return read?.local === name && read.domain === host;
    }),
  );
  t.end();
});
