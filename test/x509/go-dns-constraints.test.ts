import fc from 'fast-check';
import t from 'tap';
import { dnsConstraintFinder } from '../../src/x509/go-dns-constraints.js';
import { domainKey } from '../../src/x509/go-domain.js';

/** The constraint among these that a name falls under. */
function found(constraints: readonly string[], name: string, permitted: boolean): string | undefined {
  return dnsConstraintFinder(constraints, permitted)?.(domainKey(name));
}

void t.test('names and permitted domains', (t) => {
  const cases: readonly (readonly [constraint: string, name: string, under: boolean])[] = [
    ['a.com', 'a.com', true],
    ['a.com', 'A.COM', true],
    ['A.com', 'b.a.Com', true],
    ['a.com', 'c.b.a.com', true],
    ['a.com', 'ba.com', false],
    ['a.com', 'com', false],
    ['a.com', 'a.com.b', false],
    ['a.com', '', false],
    ['a.com', '*.a.com', true],
    ['a.com', '*.com', false],
    ['.a.com', 'a.com', false],
    ['.a.com', 'b.a.com', true],
    ['.a.com', 'c.b.a.com', true],
    ['.a.com', '.a.com', true],
    ['', '', true],
    ['', 'a', true],
  ];
  for (const [constraint, name, under] of cases)
    t.equal(found([constraint], name, true), under ? constraint : undefined, `${name} under ${constraint}`);
  t.equal(dnsConstraintFinder([], true), undefined, 'there is no constraint');
  t.equal(dnsConstraintFinder([], false), undefined);
  t.end();
});

void t.test('a wildcard may stand for an excluded name', (t) => {
  t.equal(found(['a.com'], '*.com', false), 'a.com');
  t.equal(found(['B.A.com'], '*.a.Com', false), 'b.a.com', 'in lower case, as in Go');
  t.equal(found(['b.a.com'], '*.com', false), undefined, 'it is one label only');
  t.equal(found(['b.a.com'], 'c.a.com', false), undefined, 'no wildcard');
  t.equal(found(['b.a.com'], '*c.a.com', false), 'b.a.com', 'Go looks at the star only');
  t.equal(found(['.a.com'], '*.a.com', false), '.a.com');
  t.equal(found(['com'], '*', false), undefined);
  t.equal(found(['b.a.com', 'c.a.com', 'd.a.com'], '*.a.com', false), 'd.a.com', 'the last one in order, as in Go');
  t.equal(found(['d.a.com', 'c.a.com', 'b.a.com'], '*.a.com', false), 'd.a.com');
  t.equal(found(['a.com', 'd.a.com', 'c.com'], '*.a.com', false), 'a.com', 'one that includes another');
  t.end();
});

void t.test('the widest constraint is named, and a hyphen comes between no domain and what is below it', (t) => {
  t.equal(found(['b.a.com', 'a.com', 'A.com'], 'c.b.a.com', true), 'a.com');
  t.equal(found(['a.com', 'a-a.com'], 'a.a.com', true), 'a.com');
  t.equal(found(['', 'a.com'], 'a.com', true), '');
  t.end();
});

const label = fc.constantFrom('a', 'b', 'B', 'ab', 'a-b');
const domain = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
const constraint = fc.tuple(fc.constantFrom('', '', '.'), domain).map((parts) => parts.join(''));

const labelsOf = (text: string): readonly string[] => text.toLowerCase().split('.');

/** By labels: the last ones are those of the constraint, and before a leading dot there is one more. */
function isUnder(constraint: string, name: string): boolean {
  const [own, others] = [labelsOf(constraint.replace(/^\./, '')), labelsOf(name)];
  const more = others.length - own.length;
  return more >= Number(constraint.startsWith('.')) && own.every((label, at) => label === others[more + at]);
}

/** Whether the labels after the first one are equal. */
function mayStandFor(wildcard: string, constraint: string): boolean {
  const [, ...below] = labelsOf(constraint);
  const [, ...parent] = labelsOf(wildcard);
  return parent.length > 0 && below.join('.') === parent.join('.') && !constraint.startsWith('.');
}

void t.test('a name is under a constraint if its last labels say so', (t) => {
  fc.assert(
    fc.property(fc.array(constraint, { maxLength: 8 }), domain, (constraints, name) => {
      const under = constraints.filter((each) => isUnder(each, name));
      const [permitted, excluded] = [found(constraints, name, true), found(constraints, name, false)];
      return (
        permitted === excluded && (under.length === 0 ? permitted === undefined : under.includes(permitted ?? '-'))
      );
    }),
    { numRuns: 3000 },
  );
  t.end();
});

void t.test('a wildcard is excluded if it is under a constraint, or may stand for one', (t) => {
  fc.assert(
    fc.property(fc.array(constraint, { maxLength: 6 }), domain, (constraints, parent) => {
      const name = `*.${parent}`;
      const expected = constraints.some((each) => isUnder(each, name) || mayStandFor(name, each));
      return (found(constraints, name, false) !== undefined) === expected;
    }),
    { numRuns: 3000 },
  );
  t.end();
});
