import t from 'tap';
import { parseDocument } from '../../src/document/document.js';
import { formatProblem } from '../../src/document/problem.js';

function problemOf(yaml: string | Uint8Array): string {
  const parsed = parseDocument(typeof yaml === 'string' ? Buffer.from(yaml) : yaml, 'a.yml');
  return parsed.ok ? 'none' : formatProblem(parsed.problem);
}

void t.test('text that is not a single plain document is refused', (t) => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const table: readonly [yaml: string | Uint8Array, expected: string][] = [
    ['', 'a.yml: empty, or nothing but comments'],
    ['  \n# targets:\n', 'a.yml: empty, or nothing but comments'],
    ['---\n...\n', 'a.yml: empty, or nothing but comments'],
    ['~', 'a.yml: empty, or nothing but comments'],
    ['a: 1\n---\nb: 1\n---\n', 'a.yml: contains 3 YAML documents, expected one'],
    [
      Buffer.from([0xff, 0xfe, 0x61, 0]),
      'a.yml: UTF-16 text, expected UTF-8: save it as UTF-8 (in PowerShell: Out-File -Encoding utf8)',
    ],
    [Buffer.from([0xff, 0x61]), 'a.yml: not UTF-8 text: a binary file, or another encoding'],
    [
      Buffer.from('a: b', 'utf16le'),
      'a.yml: UTF-16 text without a byte order mark: save it as UTF-8 (in PowerShell: Out-File -Encoding utf8), or with the mark',
    ],
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

void t.test('any error that the library throws becomes a problem', (t) => {
  const bytes = Buffer.from('a: b');
  // The library calls the first when it parses, and the second when it constructs the value.
  for (const [owner, name] of [
    [String.prototype, 'charCodeAt'],
    [globalThis, 'Map'],
  ] as const) {
    const thrown: Error[] = [];
    const { restore } = t.intercept(owner as Record<string, unknown>, name, {
      value: function failing() {
        restore();
        const error = new RangeError('hunter2');
        thrown.push(error);
        throw error;
      },
    });
    t.same(parseDocument(bytes, 'a.yml'), {
      ok: false,
      problem: { file: 'a.yml', line: 1, column: 1, path: '', message: 'not valid YAML' },
    });
    t.equal(thrown.length, 1, name);
    t.match(thrown[0]?.stack?.split('\n')[2], '/node_modules/js-yaml/', 'the library called it');
  }
  t.end();
});
