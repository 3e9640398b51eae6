import fc from 'fast-check';
import t from 'tap';
import type { GoCertificate } from '../../src/x509/go-certificate.js';
import { createPolicyCheck } from '../../src/x509/go-policies.js';
import { anyPolicy } from '../../src/x509/go-policy-graph.js';
import { goCertificate, nameOf } from './go-fixture.js';
import { allowedByTree } from './policy-tree.js';

const allow = (...chain: readonly GoCertificate[]): boolean => createPolicyCheck()(chain);
const root = goCertificate();
const selfIssued = { rawIssuer: nameOf('same'), rawSubject: nameOf('same') };

void t.test('a chain of which no certificate requires a policy', (t) => {
  t.equal(allow(), true);
  t.equal(allow(root), true);
  t.equal(allow(goCertificate(), goCertificate(), root), true);
  t.equal(allow(goCertificate({ policies: ['a'] }), goCertificate({ policies: ['b'] }), root), true);
  t.end();
});

void t.test('a required policy', (t) => {
  const strict = (...policies: readonly string[]) => goCertificate({ policies, requireExplicitPolicy: 0 });
  const leaf = (...policies: readonly string[]) => goCertificate({ policies });
  t.equal(allow(leaf('a'), strict('a', 'b'), root), true);
  t.equal(allow(leaf('c'), strict('a', 'b'), root), false);
  t.equal(allow(leaf(), strict('a'), root), false);
  t.equal(allow(leaf('a'), strict(), root), false);
  t.equal(allow(leaf(anyPolicy), strict('a'), root), true);
  t.equal(allow(leaf('c'), strict(anyPolicy), root), true);
  t.equal(allow(strict(), root), false, 'the leaf may require one itself');
  t.equal(allow(strict('a'), root), true);
  t.equal(allow(strict()), true, 'it is its own anchor');
  t.equal(allow(leaf(), strict()), true, 'what the anchor says does not count');
  t.end();
});

void t.test('one that is required some certificates later', (t) => {
  const within = (limit: number, ...between: readonly GoCertificate[]) =>
    allow(goCertificate(), ...between, goCertificate({ requireExplicitPolicy: limit }), root);
  t.equal(within(0), false);
  t.equal(within(1), false);
  t.equal(within(2), true);
  t.equal(within(2, goCertificate()), false);
  t.equal(within(2, goCertificate(selfIssued)), true, 'a self-issued one is not counted');
  t.equal(within(-1), true, 'a negative number means nothing');
  t.equal(allow(goCertificate({ requireExplicitPolicy: 1 }), root), true, 'in the leaf only 0 counts');
  t.end();
});

void t.test('mappings', (t) => {
  const mapping = (issuer: string, subject: string, more: Partial<GoCertificate> = {}) =>
    goCertificate({ policies: ['a'], policyMappings: [{ issuer, subject }], requireExplicitPolicy: 0, ...more });
  const leaf = goCertificate({ policies: ['b'] });
  t.equal(allow(leaf, mapping('a', 'b'), root), true);
  t.equal(allow(leaf, mapping('a', 'c'), root), false);
  t.equal(allow(leaf, mapping('a', 'b'), goCertificate({ policies: ['a'], inhibitPolicyMapping: 0 }), root), false);
  t.equal(allow(leaf, mapping('a', 'b'), goCertificate({ policies: ['a'], inhibitPolicyMapping: 1 }), root), true);
  const free = { requireExplicitPolicy: undefined };
  t.equal(allow(leaf, mapping(anyPolicy, 'b', free), root), false, 'anyPolicy must not be mapped');
  t.equal(allow(leaf, mapping('a', anyPolicy, free), root), false);
  t.equal(
    allow(leaf, mapping(anyPolicy, 'b', { ...free, policies: [] }), root),
    true,
    'unless nothing is valid anyway',
  );
  t.equal(allow(mapping(anyPolicy, 'b', free), root), true, 'nor does a mapping of the leaf count');
  t.end();
});

void t.test('anyPolicy that means nothing any more', (t) => {
  const strict = goCertificate({ policies: ['a'], requireExplicitPolicy: 0, inhibitAnyPolicy: 0 });
  const any = { policies: [anyPolicy] };
  t.equal(allow(goCertificate(any), strict, root), false);
  t.equal(allow(goCertificate(any), { ...strict, inhibitAnyPolicy: 1 }, root), true);
  t.equal(allow(goCertificate({ policies: ['a'] }), goCertificate({ ...any, ...selfIssued }), strict, root), true);
  t.equal(allow(goCertificate({ policies: ['a'] }), goCertificate(any), strict, root), false);
  t.equal(allow(goCertificate({ ...any, ...selfIssued }), strict, root), false, 'self-issued does not help the leaf');
  t.end();
});

void t.test('so many policies that no honest chain has them', (t) => {
  const leaf = (count: number) => goCertificate({ policies: Array.from({ length: count }, (_, at) => `p${at}`) });
  const check = createPolicyCheck();
  t.equal(check([leaf(9_999), root]), true);
  t.equal(check([leaf(9_999), root]), false, 'the chains share one limit');
  t.equal(check([goCertificate(), root]), true, 'a chain without policies costs nothing');
  t.equal(allow(leaf(19_998), root), true, 'as many as the limit, with anyPolicy, which comes first');
  t.equal(allow(leaf(19_999), root), false);
  t.equal(allow(leaf(9_999), leaf(9_999), root), false);
  const mapping = (length: number) => Array.from({ length }, () => ({ issuer: 'a', subject: 'b' }));
  const issuer = (count: number) => goCertificate({ policies: ['a'], policyMappings: mapping(count) });
  t.same(
    [19_997, 19_998].map((count) => allow(root, issuer(count), root)),
    [true, false],
  );
  t.end();
});

const policy = fc.constantFrom('a', 'b', 'c');
const limit = fc.option(fc.integer({ min: -1, max: 2 }), { nil: undefined });
const certificate = fc.record({
  policies: fc.uniqueArray(fc.oneof(policy, fc.constant(anyPolicy)), { maxLength: 3 }),
  policyMappings: fc.array(
    fc.record({ issuer: policy, subject: fc.oneof({ weight: 20, arbitrary: policy }, fc.constant(anyPolicy)) }),
    { maxLength: 2 },
  ),
  requireExplicitPolicy: limit,
  inhibitPolicyMapping: limit,
  inhibitAnyPolicy: limit,
  names: fc.constantFrom({}, {}, selfIssued),
});
const chain = fc
  .array(certificate, { minLength: 2, maxLength: 5 })
  .map((all) => all.map(({ names, ...rest }) => goCertificate({ ...names, ...rest })));

void t.test('the graph allows what the tree of RFC 5280 allows', (t) => {
  fc.assert(
    fc.property(chain, (certificates) => allow(...certificates) === allowedByTree(certificates)),
    { numRuns: 5000 },
  );
  t.end();
});
