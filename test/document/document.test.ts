import fc from 'fast-check';
import t from 'tap';
import { type PlacedDocument, isBlank, parseDocument, valueDocument } from '../../src/document/document.js';
import { formatProblem } from '../../src/document/problem.js';

function documentOf(yaml: string): PlacedDocument {
  const parsed = parseDocument(Buffer.from(yaml), 'a.yml');
  if (!parsed.ok) throw new Error(formatProblem(parsed.problem));
  return parsed.document;
}

function problemOf(yaml: string | Uint8Array): string {
  const parsed = parseDocument(typeof yaml === 'string' ? Buffer.from(yaml) : yaml, 'a.yml');
  return parsed.ok ? 'none' : formatProblem(parsed.problem);
}

void t.test('values are those of the core schema of YAML 1.2', (t) => {
  const { value } = documentOf(
    '\ufeffa: [b, 1, 1.5, true, null, yes, 1:30, 0o17, "2"]\nb: |\n  text\n? c\n: {d: 2026-01-01}\n',
  );
  t.same(value, {
    a: ['b', 1, 1.5, true, null, 'yes', '1:30', 15, '2'],
    b: 'text\n',
    c: { d: '2026-01-01' },
  });
  t.same(documentOf('<<: {a: 1}').value, { '<<': { a: 1 } }, 'no merge keys');
  t.same(documentOf('&x a').value, 'a', 'an unused anchor does no harm');
  t.end();
});

void t.test('locate and locateKey return where each value and its key are', (t) => {
  const document = documentOf(
    ['a:', '  - b: "x"', "    c: 'y'", '    d: |', '      text', '    e:', '  -', 'f: {g: [1, 2]}', ''].join('\n'),
  );
  const table: readonly [path: (string | number)[], value: string, key: string][] = [
    [[], '1:1', '1:1'],
    [['a'], '2:3', '1:1'],
    [['a', 0], '2:5', '2:5'],
    [['a', 0, 'b'], '2:8', '2:5'],
    [['a', 0, 'c'], '3:8', '3:5'],
    [['a', 0, 'd'], '4:5', '4:5'],
    [['a', 0, 'e'], '6:5', '6:5'],
    [['a', 1], '2:3', '2:3'],
    [['f', 'g', 1], '8:12', '8:12'],
    [['f', 'missing', 1], '8:4', '8:1'],
  ];
  for (const [path, value, key] of table) {
    const places = [document.locate(path), document.locateKey(path)].map(({ line, column }) => `${line}:${column}`);
    t.same(places, [value, key], path.join('.'));
  }
  t.end();
});

void t.test('text that is not a single plain document is refused', (t) => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const table: readonly [yaml: string | Uint8Array, expected: string][] = [
    ['', 'a.yml: empty, or nothing but comments'],
    ['  \n# targets:\n', 'a.yml: empty, or nothing but comments'],
    ['---\n...\n', 'a.yml: empty, or nothing but comments'],
    ['~', 'a.yml: empty, or nothing but comments'],
    ['a: 1\n---\nb: 1\n---\n', 'a.yml: contains 3 YAML documents, expected one'],
    [Buffer.from([0xff, 0xfe, 0x61, 0]), 'a.yml: not UTF-8 text: a binary file, or another encoding'],
    [Buffer.from('a: b', 'utf16le'), 'a.yml:1:2: a control character: a binary file?'],
    ['a: 1\nb: \0', 'a.yml:2:4: a control character: a binary file?'],
    ['a: "\u0007"', 'a.yml:1:5: not valid YAML: expected valid JSON character'],
    ['a: \u0007', 'a.yml:1:4: a control character: a binary file?'],
    ['a: 1\nb: 2\na: 3\n', 'a.yml:3:1: the same key appears twice'],
    ['a: {b: 1, "b": 2}', 'a.yml:1:12: the same key appears twice'],
    ['a: &x 1\nb: *x\n', 'a.yml:2:5: aliases (*name) are not supported: write the value out'],
    ['a: *missing\n', 'a.yml:1:5: aliases (*name) are not supported: write the value out'],
    ['a: &x [*x]\n', 'a.yml:1:9: aliases (*name) are not supported: write the value out'],
    ['a: [[::1]:6443]', 'a.yml:1:5: a key must be plain text ([IPv6]:port needs quotes)'],
    ['? {a: 1}\n: 2', 'a.yml:1:3: a key must be plain text ([IPv6]:port needs quotes)'],
    ['a:\n  __proto__: 1', 'a.yml:2:3: the key __proto__ cannot be used'],
    ['? |-\n  __proto__\n: x', 'a.yml:1:1: the key __proto__ cannot be used'],
    [`a: ${deep(19)}`, 'none'],
    [`a: ${deep(20)}`, 'a.yml:1:23: nested deeper than 20 levels'],
    [deep(100_000), 'a.yml:1:20: nested deeper than 20 levels'],
    ['a: [1, 2', 'a.yml:1:9: not valid YAML: unexpected end of the stream within a flow collection'],
    ['a: 1\n b: 2\n', 'a.yml:2:3: not valid YAML: bad indentation of a mapping entry'],
    ['a:\n\t- b\n', 'a.yml:2:1: not valid YAML: tab characters must not be used in indentation'],
    ['a: "b', 'a.yml:1:6: not valid YAML: unexpected end of the stream within a double quoted scalar'],
  ];
  for (const [yaml, expected] of table) t.equal(problemOf(yaml), expected, JSON.stringify(yaml).slice(0, 40));
  t.end();
});

void t.test('a problem never quotes the document, which may hold secrets', (t) => {
  const table: readonly [yaml: string, expected: string][] = [
    ['password: !hunter2', 'a.yml:1:11: not valid YAML: unknown scalar tag'],
    ['password: !hunter2 [x]', 'a.yml:1:11: not valid YAML: unknown sequence tag'],
    ['password: !hunter2 {x: y}', 'a.yml:1:11: not valid YAML: unknown mapping tag'],
    ['password: !!int hunter2', 'a.yml:1:11: not valid YAML: cannot resolve a node with explicit tag'],
    ['password: !hunter2!x y', 'a.yml:1:21: not valid YAML: undeclared tag handle'],
    ['password: !<hunter2 y', 'a.yml:1:22: not valid YAML: unexpected end of the stream within a verbatim tag'],
    ['password: !hunter2^ y', 'a.yml:1:20: not valid YAML: tag name cannot contain such characters'],
    ['password: *hunter2', 'a.yml:1:12: aliases (*name) are not supported: write the value out'],
    [
      '%TAG !hunter2! x\n%TAG !hunter2! y\n---\na',
      'a.yml:3:1: not valid YAML: there is a previously declared suffix for tag handle',
    ],
  ];
  for (const [yaml, expected] of table) t.equal(problemOf(yaml), expected, yaml);
  t.end();
});

void t.test('any error that the library throws becomes a problem', async (t) => {
  const throws = () => {
    throw new RangeError('hunter2');
  };
  const mocked = await t.mockImport<{ parseDocument: typeof parseDocument }>(
    new URL('../../src/document/document.js', import.meta.url).href,
    {
      'js-yaml': {
        EVENT_ID: {},
        SCALAR_STYLE: {},
        parseEvents: throws,
        constructFromEvents: throws,
        getScalarValue: throws,
      },
    },
  );
  t.same(mocked.parseDocument(Buffer.from('a: b'), 'a.yml'), {
    ok: false,
    problem: { file: 'a.yml', line: 1, column: 1, path: '', message: 'not valid YAML' },
  });
});

void t.test('any bytes give a document or a problem', (t) => {
  const yamlish = fc
    .array(
      fc.constantFrom(
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
        "'",
        '|',
        '>',
        '&x ',
        '*x',
        '!',
        '!!int ',
        '%',
        '#',
        '? ',
        '---\n',
        '\t',
        '\r',
        '~',
        '<<',
        '\ufeff',
        '1',
        '@',
        '`',
        '\\',
        '%zz',
        '😀',
      ),
    )
    .map((parts) => Buffer.from(parts.join('')));
  const bytes = fc.oneof(
    yamlish,
    fc.uint8Array({ maxLength: 200 }),
    fc.string().map((text) => Buffer.from(text)),
  );
  const path = fc.array(fc.oneof(fc.constantFrom('a', '1', '~'), fc.nat(3)), { maxLength: 4 });
  fc.assert(
    fc.property(bytes, path, (bytes, path) => {
      const parsed = parseDocument(bytes, 'a.yml');
      if (!parsed.ok) return !formatProblem(parsed.problem).includes('\n');
      const { locate, locateKey } = parsed.document;
      return [locate(path), locateKey(path)].every(({ line, column }) => line >= 1 && column >= 1);
    }),
    { numRuns: 2_000 },
  );
  t.end();
});

void t.test('a file with only blanks, comments and document marks is blank', (t) => {
  for (const text of ['', '\n', ' \n# comment', '---\n', '#']) t.equal(isBlank(Buffer.from(text)), true, text);
  for (const text of ['a: 1', '{}', '# a\nb', ' '.repeat(65_537)]) t.equal(isBlank(Buffer.from(text)), false);
  t.end();
});

void t.test('a document made by the program has values and no places', (t) => {
  const document = valueDocument({ a: [1] });
  t.same(document.value, { a: [1] });
  t.equal(document.locate(['a', 0]), undefined);
  t.equal(document.locateKey(['a']), undefined);
  t.end();
});
