import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { jsonBounds, parseBoundedJson } from '../../src/bounds/bounded-json.js';
import { heldNow } from '../fixtures/held.js';

const parse = (text: string, bounds: Partial<typeof jsonBounds> = {}) =>
  parseBoundedJson(Buffer.from(text), { ...jsonBounds, ...bounds });

void t.test('JSON of any kind is parsed as by JSON.parse', (t) => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      t.same(parse(text), { ok: true, value: JSON.parse(text) as unknown });
    }),
  );
  t.same(parse('"a\\"[[[[,,,,"', { maxValues: 1, maxDepth: 0 }), { ok: true, value: 'a"[[[[,,,,' });
  t.same(parse('"\\\\"'), { ok: true, value: '\\' });
  t.end();
});

void t.test('what is no JSON is malformed', (t) => {
  for (const text of ['', '<html>', '{', '"', '"\\', '[1,]', ']]]', '\ufeff{}'])
    t.same(parse(text), { ok: false, fault: 'malformed' }, text);
  t.end();
});

void t.test('bytes, values and depth are bounded', (t) => {
  const large = { ok: false, fault: 'too_large' };
  t.same(parse('"xx"', { maxBytes: 3 }), large);
  t.match(parse('"xx"', { maxBytes: 4 }), { ok: true });
  t.match(parse('[1,2,3]', { maxValues: 4 }), { ok: true });
  t.same(parse('[1,2,3]', { maxValues: 3 }), large);
  t.match(parse('{"a":1}', { maxValues: 3 }), { ok: true });
  t.same(parse('{"a":1}', { maxValues: 2 }), large);
  t.match(parse('[[{}],[]]', { maxDepth: 3 }), { ok: true });
  t.same(parse('[[{}],[]]', { maxDepth: 2 }), large);
  t.same(parse('['.repeat(65)), large, 'also when it is no JSON');
  t.end();
});

const [most, bytes] = [jsonBounds.maxValues, jsonBounds.maxBytes];
const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join();

/** Each is within the bounds, or far beyond them. */
const hostile: Readonly<Record<string, string>> = {
  'empty objects': `[${many(most / 2 - 1, () => '{}')}]`,
  'objects of different fields': `[${many(most / 4, (i) => `{"k${i}":1}`)}]`,
  'fields of one object': `{${many(most / 2 - 1, (i) => `"k${i}":1`)}}`,
  'indices of one object': `{${many(most / 2 - 1, (i) => `"${i * 70_000}":1`)}}`,
  'long keys': `{${many(most / 2 - 1, (i) => `"${String(i).padEnd(bytes / most, 'x')}":1`)}}`,
  'one long string': `"${'x'.repeat(bytes - 2)}"`,
  'one long string beyond Latin-1': `"${'ж'.repeat(bytes / 2 - 1)}"`,
  'many small values': `[${'{},'.repeat(bytes / 3 - 1)}{}]`,
  'many numbers': `[${'1,'.repeat(bytes / 2 - 2)}1]`,
  'a deep list': '['.repeat(bytes),
};

void t.test('whatever is sent, little time and memory is taken', async (t) => {
  for (const [kind, text] of Object.entries(hostile)) {
    const body = Buffer.from(text);
    parseBoundedJson(body);
    const before = await heldNow();
    const { user, system } = process.cpuUsage();
    const parsed = parseBoundedJson(body);
    const used = process.cpuUsage({ user, system });
    const held = (await heldNow()) - before;
    t.ok(held < 12 * 1024 * 1024, `${kind} hold ${held} bytes`);
    t.ok(used.user + used.system < 150_000, `${kind} take ${used.user + used.system} µs`);
    t.type(parsed.ok, 'boolean');
  }
});

/** Our own source maps, our own package.json, and our own log records. */
const trusted = ['bounds/bounded-json.ts', 'cli/readable-stack.ts', 'cli/version.ts', 'log/log.ts'];

void t.test('no other file parses JSON', (t) => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const parsing = files.filter((file) => readFileSync(join('src', file), 'utf8').includes('JSON.parse('));
  t.same(parsing.sort(), trusted, 'use parseBoundedJson for what others send');
  t.end();
});
