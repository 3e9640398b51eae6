import t from 'tap';
import * as v from 'valibot';
import { anyMapping, distinct, list, mapping, parsedText } from '../../src/document/schema-parts.js';

/** Returns each issue as its path, its type and its message. */
function issues(schema: v.GenericSchema, value: unknown): readonly string[] {
  const { issues = [] } = v.safeParse(schema, value);
  return issues.map(({ path = [], type, message }) => `${path.map(({ key }) => key).join('.')} ${type}: ${message}`);
}

void t.test('a mapping accepts only its own keys', (t) => {
  const schema = mapping({ a: v.string('text'), b: v.optional(v.string('text'), 'default') });
  t.same(v.parse(schema, { a: 'x' }), { a: 'x', b: 'default' });
  t.same(issues(schema, { c: 1, d: 2 }), [
    'a object_with_rest: Invalid key: Expected "a" but received undefined',
    'c never: a, b',
    'd never: a, b',
  ]);
  for (const value of [null, undefined, 'x', 1, [], () => 1]) {
    t.same(issues(schema, value), [' custom: a mapping with the keys a, b']);
  }
  t.end();
});

void t.test('any mapping', (t) => {
  t.same(issues(anyMapping('x'), {}), []);
  t.same(issues(anyMapping('x'), []), [' custom: x']);
  t.same(issues(anyMapping('x'), null), [' custom: x']);
  t.end();
});

void t.test('a list has bounds, and its items are not checked when it exceeds them', (t) => {
  const some = list(v.string('text'), { least: 1, most: 2, of: 'things' });
  t.same(v.parse(some, ['x']), ['x']);
  t.same(issues(some, ['x', 1]), ['1 string: text']);
  t.same(issues(some, []), [' custom: a list of 1 to 2 things']);
  t.same(issues(some, [1, 2, 3]), [' custom: a list of 1 to 2 things']);
  const any = list(v.string('text'), { least: 0, most: 2, of: 'things' });
  t.same(v.parse(any, []), []);
  t.same(issues(any, {}), [' custom: a list of at most 2 things']);
  t.end();
});

void t.test('items with the same key', (t) => {
  const named = v.object({ name: v.string() });
  const schema = (within?: string) =>
    v.pipe(
      v.array(v.looseObject({ name: v.string('text') }), 'list'),
      distinct('once', named, ({ name }) => name, within),
    );
  const items = [{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'a' }];
  t.same(issues(schema(), items), ['2 raw_check: once', '3 raw_check: once']);
  t.same(issues(schema('name'), items), ['2.name raw_check: once', '3.name raw_check: once']);
  t.same(issues(schema(), [{ name: 'a' }, { name: 5 }, { name: 5 }, { name: 'a' }]), [
    '1.name string: text',
    '2.name string: text',
    '3 raw_check: once',
  ]);
  t.same(issues(schema(), 'a'), [' array: list']);
  t.end();
});

void t.test('text that is parsed', (t) => {
  const schema = parsedText('digits', (text) => (/^\d+$/.test(text) ? Number(text) : undefined));
  t.equal(v.parse(schema, '0'), 0);
  t.same(issues(schema, 'x'), [' raw_transform: digits']);
  t.same(issues(schema, 5), [' string: digits']);
  t.end();
});
