import t from 'tap';
import { rootPool } from '../../src/x509/go-certificate-pool.js';
import { goVerdict, type GoVerdict, judgeChain, judgeForAnyCa, verdictFor } from '../../src/x509/go-verdict.js';
import { dns, extension, subjectAltName, validity } from './der-builder.js';
import {
  authorityKeyId,
  createParty,
  critical,
  extendedKeyUsage,
  issue,
  issueCa,
  now,
  subjectKeyId,
} from './go-fixture.js';
import { rsaKey } from './leaf-verdict.js';

const [ca, server] = [createParty('kubernetes'), createParty('kube-apiserver')];
const root = issueCa(ca);
const name = 'kubernetes.default.svc';
const named = [subjectAltName(dns(name))];
const leaf = issue(server, ca, { extensions: named });
const time = (year: number): number => Date.UTC(year, 0, 1) / 1000;
const until = (year: number) => ({ validity: validity('20200101000000Z', `${year}0101000000Z`) });

function verdict(served: readonly Uint8Array[], roots: readonly Uint8Array[], at = now): GoVerdict {
  return goVerdict(served, { roots, name, now: at });
}

/** The paths of an accepted chain, in hexadecimal; empty for a refused one. */
function paths(found: GoVerdict): readonly (readonly string[])[] {
  return found.accepted ? found.paths.map((path) => path.map((der) => Buffer.from(der).toString('hex'))) : [];
}

const hex = (...ders: readonly Buffer[]): readonly string[] => ders.map((der) => der.toString('hex'));
const endOf = (found: GoVerdict): number | undefined => (found.accepted ? found.until : undefined);

void t.test('a leaf that the CA signed', (t) => {
  const found = verdict([leaf], [root]);
  t.equal(endOf(found), time(2030));
  t.same(paths(found), [hex(leaf, root)]);
  t.same(paths(verdict([leaf, root], [root])), [hex(leaf, root)], 'the CA is served, too');
  t.end();
});

void t.test('a path ends when the first of its certificates does', (t) => {
  const [short, long] = [issueCa(ca, until(2027)), issueCa(ca, { ...until(2035), serialNumber: [2] })];
  t.equal(endOf(verdict([leaf], [short])), time(2027), 'the CA ends before the leaf');
  t.equal(endOf(verdict([leaf], [long])), time(2030));
  const both = verdict([leaf], [short, long]);
  t.equal(endOf(both), time(2030), 'the best of two paths');
  t.same(paths(both), [hex(leaf, long), hex(leaf, short)], 'which comes first');
  t.end();
});

void t.test('a CA with the same key, renewed', (t) => {
  const [old, renewed] = [issueCa(ca, until(2025)), issueCa(ca, { ...until(2040), serialNumber: [2] })];
  t.same(paths(verdict([leaf], [old, renewed])), [hex(leaf, renewed)]);
  t.same(paths(verdict([leaf, old], [renewed])), [hex(leaf, renewed)]);
  t.same(paths(verdict([leaf, renewed], [old])), [], 'what is served is no anchor');
  t.end();
});

void t.test('a rotation: two CAs of one name, in both orders, with and without key identifiers', (t) => {
  const next = createParty('kubernetes');
  for (const identified of [true, false]) {
    const [id, otherId] = identified ? [[subjectKeyId(1)], [subjectKeyId(2)]] : [[], []];
    const [one, other] = [issueCa(ca, { extensions: id }), issueCa(next, { extensions: otherId })];
    const signedBy = (party: typeof ca, key: number) =>
      issue(server, party, { extensions: [...named, ...(identified ? [authorityKeyId(key)] : [])] });
    for (const [certificate, issuer] of [
      [signedBy(ca, 1), one],
      [signedBy(next, 2), other],
    ] as const) {
      t.same(paths(verdict([certificate], [one, other])), [hex(certificate, issuer)]);
      t.same(paths(verdict([certificate], [other, one])), [hex(certificate, issuer)]);
      t.equal(verdict([certificate], issuer === one ? [other] : [one]).accepted, false);
    }
  }
  t.end();
});

void t.test('the old CA is cross-signed by the new one', (t) => {
  const next = createParty('kubernetes-2');
  const newRoot = issueCa(next);
  const cross = issueCa(ca, { issuer: next });
  t.same(paths(verdict([leaf, cross], [newRoot])), [hex(leaf, cross, newRoot)]);
  t.equal(verdict([leaf], [newRoot]).accepted, false);
  t.same(paths(verdict([leaf, cross], [newRoot, root])), [hex(leaf, root), hex(leaf, cross, newRoot)]);
  t.end();
});

void t.test('an expired spare does no harm', (t) => {
  const next = createParty('kubernetes-2');
  const spare = issueCa(ca, { issuer: next, ...until(2021) });
  const found = verdict([leaf, spare], [root, issueCa(next)]);
  t.same(paths(found), [hex(leaf, root)]);
  t.equal(endOf(found), time(2030));
  t.end();
});

void t.test('a leaf that is its own anchor', (t) => {
  const self = issue(server, server, { extensions: named });
  t.same(paths(verdict([self], [self])), [hex(self)]);
  t.equal(endOf(verdict([leaf], [leaf])), time(2030), 'its issuer is not needed');
  const message = 'x509: certificate signed by unknown authority';
  t.match(verdict([self], [root]), { reason: 'unknown_authority', message });
  const twin = issue(server, server, { extensions: named, serialNumber: [2] });
  t.match(verdict([self], [twin]), { reason: 'unknown_authority', message }, 'not by its key');
  t.end();
});

void t.test('the best path comes first among equal ones, too', (t) => {
  const roots = [2027, 2029, 2028].map((year, at) => issueCa(ca, { ...until(year), serialNumber: [at + 1] }));
  const found = verdict([leaf], roots);
  t.same(
    paths(found),
    [1, 2, 0].map((at) => hex(leaf, roots[at]!)),
  );
  t.equal(endOf(found), time(2029));
  t.end();
});

void t.test('without a name, names are not asked for', (t) => {
  const nameless = issue(server, ca);
  t.match(goVerdict([nameless], { roots: [root], name: '', now }), { accepted: true });
  t.match(goVerdict([nameless], { roots: [root], name, now }), { reason: 'name' });
  t.end();
});

void t.test('a chain is judged apart from names and dates of its leaf', (t) => {
  const roots = rootPool([root]);
  const judged = judgeChain([leaf, root], roots, time(2031));
  t.match(
    judged,
    { unusable: undefined, dates: { reason: 'expired' }, trust: { reason: 'expired' } },
    'the CA has expired, too',
  );
  const long = rootPool([issueCa(ca, until(2040))]);
  const old = judgeChain([leaf, root], long, time(2031));
  t.match(old, { dates: { reason: 'expired' }, trust: { accepted: true, until: time(2030) } });
  t.same(
    old.validities.map(({ notAfter }) => notAfter),
    [time(2030), time(2030)],
  );
  t.equal(verdictFor(old, name), old.dates);
  const sound = judgeChain([leaf], long, now);
  t.match(verdictFor(sound, 'other'), { reason: 'name' });
  t.equal(verdictFor(sound, name), sound.trust);
  const unreadable = judgeChain([leaf, Uint8Array.of(1)], roots, now);
  t.match(unreadable, { leaf: undefined, unusable: { reason: 'malformed' }, validities: [] });
  t.equal(verdictFor(unreadable, 'other'), unreadable.unusable);
  t.end();
});

void t.test('without a CA, only what any client refuses is known', (t) => {
  const any = (served: readonly Uint8Array[], asked = name) => verdictFor(judgeForAnyCa(served, now), asked);
  t.equal(any([leaf]), undefined);
  t.match(any([leaf], 'other'), { reason: 'name' });
  t.match(any([]), { reason: 'malformed' });
  t.match(any([issue(server, ca, { extensions: [...named, extendedKeyUsage('client')] })]), { reason: 'usage' });
  t.match(any([issue(server, ca, { extensions: named, ...until(2021) })]), { reason: 'expired' });
  t.match(any([issue(server, ca, { extensions: named, publicKey: rsaKey(1016) })]), { reason: 'unsupported' });
  t.match(any([issue(server, ca, { extensions: [...named, extension([0x2a, 3], [], critical)] })]), {
    reason: 'unsupported',
  });
  t.end();
});
