import fc from 'fast-check';
import t from 'tap';
import { lenientValues, parseLenientDocument } from '../../src/document/lenient-document.js';
import { formatProblem } from '../../src/document/problem.js';

const parse = (text: string | Uint8Array) =>
  parseLenientDocument(typeof text === 'string' ? Buffer.from(text) : text, 'k');

const valueOf = (text: string | Uint8Array): unknown => {
  const parsed = parse(text);
  return parsed.ok ? parsed.document.value : formatProblem(parsed.problem);
};

void t.test('what kubectl takes', (t) => {
  const table: readonly [text: string | Uint8Array, value: unknown][] = [
    ['', null],
    ['# nothing\n---\n', null],
    ['a: 1\na: 2\n', { a: 2 }],
    ['a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a: 1\n---\n{{{', { a: 1 }],
    ['---\n---\na: 1', null],
    ['a: yes', { a: true }],
    ['__proto__: 1', JSON.parse('{"__proto__": 1}')],
    [Buffer.from('\ufeffa: \u00e9', 'utf16le'), { a: '\u00e9' }],
    [Buffer.from('\ufeffa: 1', 'utf16le').swap16(), { a: 1 }],
    ['\ufeffa: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
    ['a: [\n1,\n{b: 2}, # c\n]\n', { a: [1, { b: 2 }] }],
    ['a:\t[1]\nb: "x\ny"\n', { a: [1], b: 'x y' }],
    ['{"a": 1}}', { a: 1 }],
    ['  a: 1\nb: 2\n', { a: 1 }],
  ];
  for (const [text, value] of table) t.strictSame(plain(valueOf(text)), value, JSON.stringify(text).slice(0, 40));
  t.end();
});

/** Mappings without a prototype are compared like any other. */
function plain(value: unknown): unknown {
  return typeof value === 'object' ? JSON.parse(JSON.stringify(value)) : value;
}

void t.test('what it refuses, with the place', (t) => {
  const table: readonly [text: string | Uint8Array, problem: RegExp][] = [
    ['a: [1, 2', /^k:1:9: not valid YAML: unexpected end/],
    ['a: b: c', /^k:1:5: not valid YAML/],
    ['a: *x', /^k:1:4: an alias \(\*name\) has no anchor/],
    ['a: 1\n- b', /^k:2:1: not valid YAML/],
    [Buffer.from('a: 1', 'utf16le'), /^k: UTF-16 text without a byte order mark: save it as UTF-8 /],
    [Buffer.from([0x61, 0xff]), /^k: not UTF-8 text/],
    ['['.repeat(101) + ']'.repeat(101), /nested deeper than 100 levels/],
  ];
  for (const [text, problem] of table) t.match(valueOf(text), problem);
  t.end();
});

void t.test('places are those of the file, also of what an alias stands for', (t) => {
  const parsed = parse('a: &x\n  b: 1\nc: *x\nd: [\n1,\n2]\n');
  if (!parsed.ok) throw new Error(formatProblem(parsed.problem));
  const at = (...path: (string | number)[]) => Object.values(parsed.document.locate(path)).join(':');
  t.equal(at('c'), '3:4');
  t.equal(at('c', 'b'), '2:6', 'where it is written');
  t.equal(at('d', 1), '6:1');
  t.same(parsed.document.locateKey(['d']), { line: 4, column: 1 });
  t.same(parse('').ok && at(), '1:1');
  t.end();
});

void t.test('quotes that go on in a line that is not indented, with any line break', (t) => {
  for (const lineBreak of ['\n', '\r\n', '\r']) {
    const text = ['a:', '  b: "c # d', '  e"', "  f: 'g", "  h'", '  i: [', '  1]', ''].join(lineBreak);
    t.strictSame(valueOf(text), { a: { b: 'c # d e', f: 'g h', i: [1] } }, JSON.stringify(lineBreak));
  }
  t.end();
});

void t.test('aliases of aliases are bounded, and so is repair', (t) => {
  const bomb = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}*a${at}]\n`);
  t.match(valueOf(`a0: &a0 [${'1, '.repeat(9)}1]\n${bomb.join('')}`), /^k:\d+:\d+: aliases .* too much$/);
  t.match(valueOf(`a: [\n${'1,\n'.repeat(5000)}]`), /deficient indentation/);
  t.end();
});

void t.test('no bytes make it throw, and problems have one line', (t) => {
  const part = fc.constantFrom(
    ...[
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '"',
      '&x ',
      '*x',
      '<<: ',
      '!!int ',
      '---\n',
      '\t',
      '1',
      '|',
    ],
  );
  const bytes = fc.oneof(
    fc.array(part).map((parts) => Buffer.from(parts.join(''))),
    fc.uint8Array({ maxLength: 100 }),
  );
  fc.assert(
    fc.property(bytes, (bytes) => {
      const parsed = parse(bytes);
      return parsed.ok || !formatProblem(parsed.problem).includes('\n');
    }),
    { numRuns: 2_000 },
  );
  t.end();
});

void t.test('the values of several documents', (t) => {
  const values = (text: string, most = 9) => lenientValues(Buffer.from(text), most).map(plain);
  t.strictSame(values('a: 1\n---\nb: 2\n...\n---\n- c\n'), [{ a: 1 }, { b: 2 }, ['c']]);
  t.strictSame(values('---\n1\n---\n2\n---\n3', 2), [1, 2]);
  t.strictSame(values('1\n---\n{\n---\n2'), [1]);
  t.strictSame(values(''), []);
  t.strictSame(lenientValues(Buffer.from([0xff]), 9), []);
  t.end();
});
