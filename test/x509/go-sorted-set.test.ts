import fc from 'fast-check';
import t from 'tap';
import { type SetRules, sortedSet } from '../../src/x509/go-sorted-set.js';

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
const begins = (start: string, text: string): boolean => text.startsWith(start);

/** A constraint is the beginning of the names that fall under it. */
const prefixes: SetRules<string, string> = { compare, includes: begins, compareName: compare, matches: begins };

void t.test('constraints are sorted, and those within others dropped', (t) => {
  t.same(sortedSet(['b', 'ab', 'a', 'ba', 'c', 'a'], prefixes).constraints, ['a', 'b', 'c']);
  t.same(sortedSet([], prefixes).constraints, []);
  t.end();
});

void t.test('the constraint that a name falls under', (t) => {
  const { find } = sortedSet(['b', 'dd', 'a1'], prefixes);
  const names = ['', 'a', 'a1', 'a12', 'a2', 'b', 'bz', 'c', 'd', 'dd', 'dda', 'e'];
  t.same(
    names.map((name) => find(name) ?? '-'),
    ['-', '-', 'a1', 'a1', '-', 'b', 'b', '-', '-', 'dd', 'dd', '-'],
  );
  t.equal(sortedSet([], prefixes).find('a'), undefined);
  t.end();
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4 });

void t.test('a binary search finds what a look at all constraints finds', (t) => {
  fc.assert(
    fc.property(fc.array(word), word, (constraints, name) => {
      const found = sortedSet(constraints, prefixes).find(name);
      const above = constraints.filter((constraint) => begins(constraint, name));
      // Of several, the one that includes the others is kept.
      return found === above.toSorted((one, other) => one.length - other.length)[0];
    }),
    { numRuns: 2000 },
  );
  t.end();
});
