import t from 'tap';
import * as v from 'valibot';
import { durationBetween, parsedText, pathOf, printableText } from '../../src/config/text-schema.js';

function messages(schema: v.GenericSchema, value: unknown): readonly string[] {
  return (v.safeParse(schema, value).issues ?? []).map(({ message }) => message);
}

void t.test('text that is parsed', (t) => {
  const schema = parsedText('digits', (text) => (/^\d+$/.test(text) ? Number(text) : undefined));
  t.equal(v.parse(schema, '0'), 0);
  t.same(messages(schema, 'x'), ['digits']);
  t.same(messages(schema, 5), ['digits']);
  t.end();
});

void t.test('durations within bounds, both included', (t) => {
  const schema = durationBetween('1s', '1m');
  t.equal(v.parse(schema, '1s'), 1);
  t.equal(v.parse(schema, '60s'), 60);
  for (const value of ['999ms', '1m1ms', '1', '', 5, null]) {
    t.same(messages(schema, value), ['a duration from 1s to 1m, such as 5s or 1m30s'], String(value));
  }
  t.end();
});

void t.test('printable text', (t) => {
  for (const text of ['a', 'a b', 'ü 😀', 'x'.repeat(256)]) t.equal(v.parse(printableText, text), text);
  const expected = 'text of 1 to 256 printable characters';
  for (const value of ['', ' ', ' a', 'a ', 'a\n', '\u0000', 'a\u200bb', '\ud800', 'x'.repeat(257), null, [], {}]) {
    t.same(messages(printableText, value), [expected], JSON.stringify(value));
  }
  for (const value of [5, true]) t.same(messages(printableText, value), [`${expected} (in quotes)`]);
  t.end();
});

void t.test('the path of something', (t) => {
  t.equal(v.parse(pathOf('a file'), 'a/b'), 'a/b');
  for (const value of ['', 5])
    t.match(v.safeParse(pathOf('a file'), value).issues, [{ message: 'the path of a file' }]);
  t.end();
});
