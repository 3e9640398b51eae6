import t from 'tap';
import * as v from 'valibot';
import { parseDocument } from '../../src/document/document.js';
import { issueProblem } from '../../src/document/issue-problem.js';
import { mapping } from '../../src/document/schema-parts.js';

const schema = mapping({
  name: v.string('text'),
  labels: v.optional(v.record(v.pipe(v.string(), v.maxLength(3, 'a short key')), v.string('text'))),
  token: v.optional(v.literal('x', 'an x')),
});

function problemsOf(yaml: string) {
  const parsed = parseDocument(Buffer.from(yaml), 'a.yml');
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { document } = parsed;
  return (v.safeParse(schema, document.value).issues ?? []).map((issue) => issueProblem(issue, document, 'a.yml'));
}

void t.test('a value', (t) => {
  t.same(problemsOf('name: 5'), [
    {
      file: 'a.yml',
      line: 1,
      column: 7,
      path: 'name',
      found: 'the number 5',
      expected: 'text',
      message: 'found the number 5, expected text',
    },
  ]);
  t.end();
});

void t.test('the document itself', (t) => {
  t.match(problemsOf('[a]'), [{ line: 1, column: 1, path: '', found: 'a list of 1' }]);
  t.end();
});

void t.test('a wrong key with a right value', (t) => {
  t.same(problemsOf('name: a\nlabels: {abc: x, abcd: y}'), [
    {
      file: 'a.yml',
      line: 2,
      column: 18,
      path: 'labels.abcd',
      found: 'the key "abcd"',
      expected: 'a short key',
      message: 'found the key "abcd", expected a short key',
    },
  ]);
  t.end();
});

void t.test('unknown keys, without their values', (t) => {
  t.same(problemsOf('name: a\nlables: hunter2\npassword:\n  - hunter2\n'), [
    {
      file: 'a.yml',
      line: 2,
      column: 1,
      path: 'lables',
      found: '"lables"',
      expected: 'labels',
      message: 'unknown key, did you mean labels?',
    },
    {
      file: 'a.yml',
      line: 3,
      column: 1,
      path: 'password',
      found: '"password"',
      expected: 'one of name, labels, token',
      message: 'unknown key, expected one of name, labels, token',
    },
  ]);
  t.end();
});

void t.test('missing keys', (t) => {
  t.same(problemsOf('labels: {}'), [
    { file: 'a.yml', line: 1, column: 1, path: '', expected: 'name', message: 'the key "name" is missing' },
  ]);
  t.end();
});

void t.test('secrets are not shown', (t) => {
  t.match(problemsOf('{name: a, token: hunter2}'), [{ message: 'found a value of 7 characters, expected an x' }]);
  t.end();
});
