import fc from 'fast-check';
import t from 'tap';
import { type PlacedDocument, isBlank, parseDocument, valueDocument } from '../../src/document/document.js';
import { formatProblem } from '../../src/document/problem.js';

function documentOf(yaml: string): PlacedDocument {
  const parsed = parseDocument(Buffer.from(yaml), 'a.yml');
  if (!parsed.ok) throw new Error(formatProblem(parsed.problem));
  return parsed.document;
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
