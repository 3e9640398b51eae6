import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import t from 'tap';
import { verificationCost } from '../../src/x509/verification-cost.js';
import { hostileChains } from '../fixtures/hostile-chains.js';
import { createHeavyRsa } from '../fixtures/heavy-rsa.js';
import { dns, extension, oids, rdn, sequence, subjectAltName, tlv } from './der-builder.js';
import { createParty, issue, issueCa, nameConstraints, type Party, standard } from './go-fixture.js';

const list = <T>(length: number, make: (at: number) => T): readonly T[] => Array.from({ length }, (_, at) => make(at));
const san = (count: number): Buffer => subjectAltName(...list(count, (at) => dns(`name-${at}.example.com`)));
const root = createParty('root');

function chain(names: number, constraints: number, cas = 1, party: Party = root): readonly Uint8Array[] {
  const excluded = list(constraints, (at) => dns(`other-${at}`));
  const extensions = constraints > 0 ? [nameConstraints({ excluded })] : [];
  return [
    issue(createParty('leaf'), party, { extensions: [san(names)] }),
    ...list(cas, () => issueCa(party, { extensions })),
  ];
}

void t.test('chains of honest servers cost little', (t) => {
  t.ok(verificationCost(chain(10, 0)) < 1);
  t.ok(verificationCost(chain(4000, 0)) < 1, 'a certificate for 4,000 names');
  t.ok(verificationCost(chain(500, 10)) < 2);
  t.ok(verificationCost(chain(10, 0, 5)) < 2);
  t.equal(verificationCost([]), 0);
  t.end();
});

void t.test('hostile chains cost much', (t) => {
  for (const kind of ['constrained', 'signatures', 'wide'] as const)
    t.ok(verificationCost(hostileChains[kind]()(1).der) > 50, kind);
  t.end();
});

void t.test('each name counts with each constraint, wherever they are', (t) => {
  const cost = verificationCost(chain(1000, 100));
  t.ok(cost > 2);
  for (const [names, constraints] of [
    [2000, 100],
    [1000, 200],
  ] as const) {
    const ratio = verificationCost(chain(names, constraints)) / cost;
    t.ok(ratio > 1.7 && ratio < 2.3, `${ratio}`);
  }
  // Many constraints in one CA, or few in each of many.
  t.ok(verificationCost(chain(1000, 10, 10)) > cost / 2);
  t.end();
});

void t.test('a SAN counts again for each CA with constraints, even if these are empty', (t) => {
  const empty = extension(standard(30), sequence());
  const under = (names: readonly Buffer[], cas: number, constraints: readonly Buffer[]): number =>
    verificationCost([
      issue(createParty('leaf'), root, { extensions: [subjectAltName(...names)] }),
      ...list(cas, () => issueCa(root, { extensions: constraints })),
    ]);
  const names = list(10_000, () => dns(''));
  t.ok(under(names, 60, []) < 12);
  t.ok(under(names, 60, [empty]) > 60);
  const directoryNames = list(4000, () => tlv(0xa4, sequence(rdn(oids.commonName, 'a'))));
  t.ok(under(directoryNames, 60, [empty]) > 60);
  t.ok(
    under(
      list(4000, (at) => dns(`name-${at}.example.com`)),
      3,
      [empty],
    ) < 5,
    'of honest servers',
  );
  const subject = sequence(...list(5000, () => rdn(oids.commonName, 'a')));
  const leaf = issue(createParty('leaf'), root, { subject });
  t.ok(verificationCost([leaf, ...list(60, () => issueCa(root, { extensions: [empty] }))]) > 25);
  t.end();
});

void t.test('a string in parts, which OpenSSL reads, counts as too much', (t) => {
  const value = sequence(...list(100, () => dns('a')));
  const inParts = sequence(tlv(6, oids.subjectAltName), tlv(0x24, tlv(4, value)));
  t.equal(verificationCost([issue(createParty('leaf'), root, { extensions: [inParts] })]), Infinity);
  t.end();
});

void t.test('what a signature costs depends on the key', (t) => {
  const of = (party: Party): number => verificationCost(chain(1, 0, 1, party));
  const [p256, p384, p521, other, heavy] = [
    of(root),
    of(createParty('x', 'P-384')),
    of(createParty('x', 'P-521')),
    of(createParty('x', 'secp256k1')),
    of(createHeavyRsa('x')),
  ];
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
  t.ok(of({ ...root, ...pss, publicKey: pss.publicKey.export({ type: 'spki', format: 'der' }) }) < p384 + p521);
  t.ok(p256 < p384 && p384 < p521 && p521 < other && p521 < heavy, String([p256, p384, p521, other, heavy]));
  t.end();
});

void t.test('what is not DER counts as too much, and never throws', (t) => {
  const garbled = extension(oids.subjectAltName, [0x30, 0x05, 0x82]);
  const longForm = extension(oids.subjectAltName, tlv(0x30, [0x82, 0x81, 1, 0x61, 0x82, 0x85, 1, 1, 1, 1, 1, 1]));
  const nested = extension([0x55, 0x1d, 0x1e], sequence(sequence(sequence(), [0x30, 0x84])));
  for (const part of [garbled, longForm, nested])
    t.ok(verificationCost([issue(createParty('leaf'), root, { extensions: [part] })]) < 1);
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 100 }), { minLength: 1, maxLength: 3 }), (ders) => {
      t.ok(verificationCost(ders) > 0);
    }),
    { numRuns: 200 },
  );
  const [leaf = Buffer.alloc(0)] = chain(20, 0);
  fc.assert(
    fc.property(fc.nat(leaf.length - 1), fc.nat(255), (at, octet) => {
      const changed = Buffer.from(leaf);
      changed[at] = octet;
      t.ok(verificationCost([changed]) > 0);
    }),
    { numRuns: 300 },
  );
  t.end();
});
