import t from 'tap';
import type { GoCertificate } from '../../src/x509/go-certificate.js';
import { constraintLimit, createConstraintCheck, hasExtension } from '../../src/x509/go-chain-constraints.js';
import { noSubtrees } from '../../src/x509/go-name-constraints.js';
import { goCertificate } from './go-fixture.js';

const marked = (oid: string) => ({ oid, critical: false, value: Buffer.of() });
const san = marked('2.5.29.17');
const constraints = marked('2.5.29.30');

const named = (...dnsNames: readonly string[]): GoCertificate => goCertificate({ dnsNames, extensions: [san] });
const excluding = (dns: string, more: Partial<GoCertificate> = {}): GoCertificate =>
  goCertificate({ excluded: { ...noSubtrees, dns: [dns] }, extensions: [constraints], ...more });
const excluded = (name: string, constraint: string): string =>
  `DNS name "${name}" is excluded by constraint "${constraint}"`;
const faultOf = (...chain: readonly GoCertificate[]): string | undefined => createConstraintCheck()(chain);

void t.test('constraints hold for all certificates below', (t) => {
  const [leaf, free] = [named('a.com'), goCertificate()];
  t.equal(faultOf(leaf, free, excluding('com')), excluded('a.com', 'com'));
  t.equal(faultOf(leaf, excluding('com'), free), excluded('a.com', 'com'));
  t.equal(faultOf(leaf, excluding('net'), excluding('org')), undefined);
  t.equal(faultOf(free, named('b.com'), excluding('com')), excluded('b.com', 'com'), 'a CA with SANs');
  t.equal(
    faultOf(leaf, excluding('com', { dnsNames: ['b.com'], extensions: [san, constraints] })),
    excluded('a.com', 'com'),
  );
  t.end();
});

void t.test('and not for itself, nor for those above', (t) => {
  const own = excluding('com', { dnsNames: ['a.com'], extensions: [san, constraints] });
  t.equal(faultOf(own), undefined);
  t.equal(faultOf(own, goCertificate()), undefined);
  t.equal(faultOf(goCertificate(), own), undefined);
  t.equal(faultOf(excluding('com'), named('a.com')), undefined);
  t.end();
});

void t.test('names and constraints count where there is the extension', (t) => {
  t.equal(faultOf(goCertificate({ dnsNames: ['a.com'] }), excluding('com')), undefined);
  t.equal(faultOf(named('a.com'), excluding('com', { extensions: [] })), undefined);
  t.equal(hasExtension(named(), '2.5.29.17'), true);
  t.equal(hasExtension(named(), '2.5.29.30'), false);
  t.end();
});

void t.test('the lowest certificate comes first, then the lowest constraints', (t) => {
  const [leaf, ca] = [named('a.com'), named('b.com')];
  t.equal(faultOf(leaf, ca, excluding('b.com'), excluding('a.com')), excluded('a.com', 'a.com'));
  t.equal(faultOf(leaf, excluding('a.com'), excluding('com')), excluded('a.com', 'a.com'));
  t.end();
});

void t.test('a name that cannot be compared is a fault only below constraints', (t) => {
  const leaf = goCertificate({ emails: ['no address'], extensions: [san] });
  t.equal(faultOf(leaf, goCertificate()), undefined);
  t.equal(faultOf(leaf, excluding('com')), 'cannot parse rfc822Name "no address"');
  t.end();
});

void t.test('so many comparisons that no honest chain needs them', (t) => {
  const names = (count: number): GoCertificate => named(...Array.from({ length: count }, (_, at) => `n${at}`));
  const [many, ca, other] = [names(25_000), excluding('com'), excluding('net')];
  const check = createConstraintCheck();
  t.equal(check([many, ca, other]), undefined, 'as many as the limit');
  t.equal(check([many, other, ca]), undefined, 'no pair is compared twice');
  t.equal(check([names(1), ca]), constraintLimit, 'the chains share one limit');
  t.equal(check([many, ca]), undefined);
  t.equal(faultOf(many, ca, excluding('org'), other), constraintLimit);
  t.equal(constraintLimit, 'more than 50000 comparisons of names with constraints');
  t.end();
});

void t.test('every kind of name counts for the limit', (t) => {
  const ips = Array.from({ length: 50_001 }, (_, at) => Uint8Array.of(10, at >> 16, at >> 8, at));
  t.equal(faultOf(goCertificate({ ips, extensions: [san] }), excluding('com')), constraintLimit);
  const rest = { ips: ips.slice(3), dnsNames: ['a'], urls: [{ text: 'x://a', host: 'a' }], emails: ['a@b'] };
  t.equal(faultOf(goCertificate({ ...rest, extensions: [san] }), excluding('com')), constraintLimit);
  t.equal(faultOf(goCertificate({ ...rest, emails: [], extensions: [san] }), excluding('com')), undefined);
  t.end();
});
