import t from 'tap';
import type { GoExtension } from '../../src/x509/go-extension.js';
import { type GoExtensions, noExtensions, readGoExtensions } from '../../src/x509/go-extensions.js';
import { sequence, tlv } from './der-builder.js';
import { constraintsValue, uri, usages } from './go-fixture.js';

const extension = (oid: string, value: Uint8Array, critical = false): GoExtension => ({ oid, value, critical });
const aia = '1.3.6.1.5.5.7.1.1';

/** What these extensions say besides the defaults, in DER as hex. */
function read(...extensions: readonly GoExtension[]): Readonly<Record<string, unknown>> {
  const found = Object.entries(readGoExtensions(extensions)).filter(
    ([key, value]) => noExtensions[key as keyof GoExtensions] !== value,
  );
  return Object.fromEntries(found.map(([key, value]) => [key, value instanceof Uint8Array ? [...value] : value]));
}

void t.test('key identifiers', (t) => {
  t.same(read(extension('2.5.29.14', tlv(4, [1, 2]))), { subjectKeyId: [1, 2] });
  t.same(read(extension('2.5.29.35', sequence(tlv(0x80, [3]), tlv(0x82, [4])))), { authorityKeyId: [3] });
  t.same(read(extension('2.5.29.35', sequence(tlv(0xa1)))), { authorityKeyId: [] }, 'issuer and serial number only');
  t.same(read(extension('2.5.29.35', sequence())), { authorityKeyId: [] });
  t.end();
});

void t.test('the bits of keyUsage, the first one the lowest', (t) => {
  const bits = (...value: readonly number[]) => readGoExtensions([extension('2.5.29.15', tlv(3, value))]).keyUsage;
  t.equal(bits(5, 0xa0), 0b101);
  t.equal(bits(2, 0x04), 1 << 5);
  t.equal(bits(7, 0, 0x80), 1 << 8);
  t.equal(bits(0, 0xff, 0xff), 0x1ff, 'there are nine');
  t.equal(bits(0), 0);
  t.equal(noExtensions.keyUsage, 0);
  t.end();
});

void t.test('basicConstraints', (t) => {
  const constraints = (...fields: readonly Uint8Array[]) =>
    readGoExtensions([extension('2.5.29.19', sequence(...fields))]).basicConstraints;
  t.same(constraints(), { isCa: false, maxPathLength: undefined });
  t.same(constraints(tlv(1, [0xff])), { isCa: true, maxPathLength: undefined });
  t.same(constraints(tlv(1, [0xff]), tlv(2, [0])), { isCa: true, maxPathLength: 0 });
  t.same(constraints(tlv(2, [3]), tlv(5)), { isCa: false, maxPathLength: 3 });
  t.same(constraints(tlv(2, [0x7f, ...Array<number>(7).fill(0xff)])), { isCa: false, maxPathLength: 2 ** 63 });
  t.same(
    constraints(tlv(5), tlv(2, [3])),
    { isCa: false, maxPathLength: undefined },
    'an element of another kind first',
  );
  t.equal(noExtensions.basicConstraints, undefined);
  t.end();
});

void t.test('usages, names, constraints and policies', (t) => {
  const oids = [usages.server, usages.any].map((hex) => tlv(6, Buffer.from(hex, 'hex')));
  t.same(read(extension('2.5.29.37', sequence(...oids))), { usages: ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'] });
  t.match(read(extension('2.5.29.17', sequence(tlv(0x82, Buffer.from('a.b'))))), { dnsNames: ['a.b'] });
  t.match(read(extension('2.5.29.30', constraintsValue({ excluded: [uri('a.b')] }))), { excluded: { urls: ['a.b'] } });
  t.match(read(extension('2.5.29.32', sequence(sequence(tlv(6, [0x2a, 1]))))), { policies: ['2a01'] });
  t.same(read(extension('2.5.29.54', tlv(2, [2]))), { inhibitAnyPolicy: 2 });
  t.end();
});

void t.test('critical extensions of which Go does not know all', (t) => {
  const unhandled = (...extensions: readonly GoExtension[]) => readGoExtensions(extensions).unhandledCritical;
  const known = extension('2.5.29.15', tlv(3, [0]), true);
  t.equal(unhandled(known), false);
  t.equal(unhandled(extension('1.2.3', tlv(5))), false, 'it is not critical');
  t.equal(unhandled(extension('1.2.3', tlv(5), true), known), true);
  t.equal(unhandled(extension('2.5.29.17', sequence(tlv(0x88, [1])), true)), true, 'no name of a kind that Go knows');
  t.equal(unhandled(extension('2.5.29.17', sequence(tlv(0x88, [1]), tlv(0x82)), true)), false);
  const directory = constraintsValue({ permitted: [tlv(0xa4, sequence())] });
  t.equal(unhandled(extension('2.5.29.30', directory, true)), true);
  t.equal(unhandled(extension('2.5.29.30', directory)), false);
  t.end();
});

void t.test('what must be readable although nothing of it counts', (t) => {
  const points =
    (...list: readonly Uint8Array[]) =>
    () =>
      read(extension('2.5.29.31', sequence(...list)));
  const point = (...names: readonly Uint8Array[]) => sequence(tlv(0xa0, tlv(0xa0, ...names)));
  t.same(points(point(uri('http://a'), tlv(0x82)), sequence(), sequence(tlv(0x81, [1])))(), {});
  t.same(points(point(tlv(0x82), Uint8Array.of(0x86, 9)))(), {}, 'after a name of another kind');
  const badPoint = { message: 'x509: invalid CRL distribution point' };
  t.throws(points(tlv(5)), badPoint);
  t.throws(points(sequence(tlv(0xa0, tlv(0xa1)))), badPoint);
  t.throws(points(sequence(Uint8Array.of(0xa0, 1))), badPoint);
  t.throws(points(point(Uint8Array.of(0x86, 9))), badPoint);
  const access =
    (...list: readonly Uint8Array[]) =>
    () =>
      read(extension(aia, sequence(...list)));
  t.same(access(sequence(tlv(6, [0x2a]), uri('http://a')), sequence(tlv(6, [0x2a])))(), {});
  const badAccess = { message: 'x509: invalid authority info access' };
  t.throws(access(tlv(5)), badAccess);
  t.throws(access(sequence()), badAccess);
  t.throws(access(sequence(tlv(6, [0x2a]), Uint8Array.of(0x86, 9))), badAccess);
  t.end();
});

void t.test('values that cannot be read', (t) => {
  const cases: readonly (readonly [oid: string, value: Uint8Array, message: string])[] = [
    ['2.5.29.14', tlv(5), 'x509: invalid subject key identifier'],
    ['2.5.29.15', tlv(3, [8, 0]), 'x509: invalid key usage'],
    ['2.5.29.15', tlv(4), 'x509: invalid key usage'],
    ['2.5.29.19', tlv(5), 'x509: invalid basic constraints'],
    ['2.5.29.19', sequence(tlv(1, [1])), 'x509: invalid basic constraints'],
    ['2.5.29.19', sequence(tlv(2, [0xff])), 'x509: invalid basic constraints'],
    ['2.5.29.19', sequence(tlv(2, [0, 0x80, ...Buffer.alloc(7)])), 'x509: invalid basic constraints'],
    ['2.5.29.31', tlv(5), 'x509: invalid CRL distribution points'],
    ['2.5.29.35', tlv(5), 'x509: invalid authority key identifier'],
    ['2.5.29.35', sequence(Uint8Array.of(0x80, 1)), 'x509: invalid authority key identifier'],
    ['2.5.29.37', tlv(5), 'x509: invalid extended key usages'],
    ['2.5.29.37', sequence(tlv(5)), 'x509: invalid extended key usages'],
    [aia, tlv(5), 'x509: invalid authority info access'],
  ];
  for (const [oid, value, message] of cases)
    t.throws(
      () => read(extension(oid, value)),
      { name: 'Refusing', message },
      `${oid} ${Buffer.from(value).toString('hex')}`,
    );
  t.end();
});

void t.test('extensions that must not be critical', (t) => {
  const critical = (oid: string, value: Uint8Array) => () => read(extension(oid, value, true));
  const message = (what: string) => ({ message: `x509: ${what} incorrectly marked critical` });
  t.throws(critical('2.5.29.14', tlv(4)), message('subject key identifier'));
  t.throws(critical('2.5.29.35', sequence()), message('authority key identifier'));
  t.throws(critical(aia, sequence()), message('authority info access'));
  t.end();
});
