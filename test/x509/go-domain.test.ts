import fc from 'fast-check';
import t from 'tap';
import { domainKey, isGoDomain, keyDot } from '../../src/x509/go-domain.js';

/** The expected results are those of domainNameValid. */
void t.test('domains in names and in constraints', (t) => {
  const cases: readonly (readonly [text: string, name: boolean, constraint: boolean])[] = [
    ['', true, true],
    ['a', true, true],
    ['a.b', true, true],
    ['*.a', true, true],
    ['10.0.0.1', true, true],
    ['a_b!@~', true, true],
    ['a'.repeat(300), true, true],
    ['.a', false, true],
    ['..a', false, false],
    ['.', false, false],
    ['a.', false, false],
    ['a..b', false, false],
    ['a b', false, false],
    ['a\n', false, false],
    ['\x7f', false, false],
    ['é', false, false],
  ];
  for (const [text, name, constraint] of cases)
    t.same([isGoDomain(text, false), isGoDomain(text, true)], [name, constraint], JSON.stringify(text));
  t.end();
});

const text = fc.string({ unit: fc.constantFrom('a', 'B', '.', '-', ' ', '~', '\x7f'), maxLength: 8 });

void t.test('a domain is empty, or has labels of visible ASCII characters', (t) => {
  fc.assert(
    fc.property(text, (domain) => {
      const labels = domain.split('.');
      const valid = (some: readonly string[]): boolean => some.every((label) => /^[!-~]+$/.test(label));
      const expected = domain === '' || valid(labels);
      const constraint = expected || (labels[0] === '' && valid(labels.slice(1)));
      return isGoDomain(domain, false) === expected && isGoDomain(domain, true) === constraint;
    }),
  );
  t.end();
});

void t.test('a key is the domain backwards, in lower case', (t) => {
  t.equal(domainKey('A.eXample'), `elpmaxe${keyDot}a`);
  t.equal(domainKey('.a'), `a${keyDot}`);
  t.equal(domainKey(''), '');
  t.end();
});

void t.test('keys sort by labels: what is below a domain follows it at once', (t) => {
  const domains = ['a.com', 'a-a.com', 'a.a.com', 'b.a.com', 'ba.com', 'com', 'A.net'];
  const sorted = domains.toSorted((one, other) => (domainKey(one) < domainKey(other) ? -1 : 1));
  t.same(sorted, ['com', 'a.com', 'a.a.com', 'b.a.com', 'a-a.com', 'ba.com', 'A.net']);
  t.end();
});
