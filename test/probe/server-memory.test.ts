import fc from 'fast-check';
import t from 'tap';
import { createServerMemory } from '../../src/probe/server-memory.js';

const minute = 60_000;

/** Adds what each probe saw, each so many minutes after the last, and returns which servers count after each. */
function counting(
  probes: readonly (readonly [after: number, ...seen: string[]])[],
  mayReturn = false,
): readonly string[] {
  const memory = createServerMemory<string>({ bytesOf: () => 1, mayReturn });
  let now = 0;
  return probes.map(([after, ...seen]) => {
    now += after * minute;
    const counts = memory.add(
      'endpoint',
      seen.map((key) => ({ key, shown: key.toUpperCase() })),
      now,
    );
    return counts.map(({ shown }) => shown).join('');
  });
}

void t.test('a restart is no turn: what was shown before never comes back', (t) => {
  t.same(
    counting([
      [0, 'a'],
      [1, 'a'],
      [1, 'b'],
      [1, 'b'],
      [1, 'c'],
      [1, 'c'],
    ]),
    ['A', 'A', 'B', 'B', 'C', 'C'],
  );
  t.end();
});

void t.test('one that goes on answering alone stays known, by what it showed last', (t) => {
  t.same(
    counting([
      [0, 'a'],
      [50, 'a'],
      [50, 'b'],
      [1, 'a'],
    ]),
    ['A', 'A', 'B', 'AB'],
  );
  const memory = createServerMemory<string>({ bytesOf: ({ length }) => length, mayReturn: false });
  const shownWith = (key: string, shown: string, at: number) =>
    memory.add('endpoint', [{ key, shown }], at * minute).map((each) => each.shown);
  shownWith('a', 'before', 0);
  shownWith('a', 'newest', 1);
  t.same(shownWith('b', 'other', 2), ['other']);
  t.same(shownWith('a', 'again', 3), ['again', 'other']);
  t.same(shownWith('b', 'other', 4), ['other', 'again']);
  t.end();
});

void t.test('one that comes back after another takes turns with it, and both count for ten minutes', (t) => {
  t.same(
    counting([
      [0, 'a'],
      [1, 'b'],
      [1, 'a'],
      [1, 'a'],
    ]),
    ['A', 'B', 'AB', 'AB'],
  );
  t.same(
    counting([
      [0, 'a'],
      [1, 'b'],
      [1, 'a'],
      [9, 'a'],
      [1, 'a'],
    ]),
    ['A', 'B', 'AB', 'A', 'A'],
    'gone',
  );
  t.same(
    counting([
      [0, 'a'],
      [1, 'b'],
      [1, 'c'],
      [1, 'a'],
      [1, 'd'],
    ]),
    ['A', 'B', 'C', 'ACB', 'DACB'],
    'three',
  );
  t.end();
});

void t.test('where one server may show again what it has shown, a rollback is no turn, but a second return is', (t) => {
  const returning = (...keys: readonly string[]) =>
    counting(
      keys.map((key) => [1, ...key.split('')] as const),
      true,
    );
  t.same(returning('a', 'b', 'a', 'c', 'c'), ['A', 'B', 'A', 'C', 'C']);
  t.same(returning('a', 'b', 'a', 'b', 'b'), ['A', 'B', 'A', 'BA', 'BA']);
  t.same(returning('ab', 'a'), ['AB', 'AB'], 'two at one probe');
  const late = [...['a', 'b', 'a'].map((key) => [1, key] as const), [59, 'a'], [2, 'b']] as const;
  t.same(counting(late, true), ['A', 'B', 'A', 'A', 'B'], 'an hour later');
  t.end();
});

void t.test('two at one probe take turns', (t) => {
  t.same(
    counting([
      [0, 'a', 'b'],
      [1, 'a'],
      [1, 'c'],
      [10, 'c'],
    ]),
    ['AB', 'AB', 'CAB', 'C'],
  );
  t.end();
});

void t.test('a probe that saw nothing leaves what is known', (t) => {
  t.same(counting([[0, 'a', 'b'], [1], [1, 'a']]), ['AB', 'AB', 'AB']);
  t.same(counting([[0, 'a'], [1], [1, 'a']]), ['A', '', 'A']);
  t.end();
});

void t.test('an hour without a turn, and one server is one server again', (t) => {
  t.same(
    counting([
      [0, 'a', 'b'],
      [30, 'a'],
      [29, 'a'],
      [2, 'b'],
      [1, 'b'],
    ]),
    ['AB', 'A', 'A', 'B', 'B'],
  );
  t.same(
    counting([
      [0, 'a', 'b'],
      [61, 'b'],
      [1, 'c'],
      [1, 'c'],
    ]),
    ['AB', 'B', 'C', 'C'],
  );
  t.end();
});

void t.test('endpoints are kept apart, and the oldest is forgotten', (t) => {
  const memory = createServerMemory<string>({ bytesOf: () => 400, mayReturn: false, maxBytes: 64 * 1024 });
  const add = (endpoint: string, key: string): number => memory.add(endpoint, [{ key, shown: key }], 0).length;
  t.same([add('1', 'a'), add('2', 'b'), add('1', 'b'), add('1', 'a')], [1, 1, 1, 2]);
  t.equal(add('2', 'a'), 1);
  t.equal(add('1', 'b'), 2);
  for (let other = 0; other < 100; other += 1) add(`other ${other}`, 'a');
  t.equal(add('1', 'a'), 1, 'forgotten');
  t.end();
});

void t.test('whatever comes: what was seen counts first, each once, and at most sixteen', (t) => {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i));
  const keys = fc.uniqueArray(fc.constantFrom(...letters), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 30 }), keys), { maxLength: 40 }), (probes) => {
      const counts = counting(probes.map(([after, seen]) => [after, ...seen]));
      for (const [i, text] of counts.entries()) {
        const seen = (probes[i]?.[1] ?? []).join('').toUpperCase();
        t.ok(text.startsWith(seen) && new Set(text.split('')).size === text.length && text.length <= 16, text);
      }
    }),
  );
  t.end();
});
