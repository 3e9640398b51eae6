import fc from 'fast-check';
import t from 'tap';
import { type GoPolicies, policyReaders } from '../../src/x509/go-policy-extensions.js';
import { type Bytes, sequence, tlv } from './der-builder.js';

const readers = new Map(policyReaders);

/** Reads the value of the extension 2.5.29.ARC. */
function read(arc: number, value: Uint8Array): Partial<GoPolicies> | undefined {
  return readers.get(`2.5.29.${arc}`)?.({ oid: `2.5.29.${arc}`, critical: false, value });
}

const oid = (hex: string): Buffer => tlv(6, Buffer.from(hex, 'hex'));
const policies = (...oids: readonly string[]) => read(32, sequence(...oids.map((each) => sequence(oid(each)))));

void t.test('policies, by the DER of their OIDs', (t) => {
  t.same(policies('551d2000', '2a01'), { policies: ['551d2000', '2a01'] });
  t.same(policies(), { policies: [] });
  t.same(
    read(32, sequence(sequence(oid('2a01'), sequence(tlv(5))))),
    { policies: ['2a01'] },
    'qualifiers do not count',
  );
  t.same(
    policies('2aff8080808080808080808080807f'),
    { policies: ['2aff8080808080808080808080807f'] },
    'an arc of any size',
  );
  t.end();
});

void t.test('policies that cannot be read', (t) => {
  const message = { name: 'Refusing', message: 'x509: invalid certificate policies' };
  t.throws(() => policies('2a01', '2a02', '2a01'), message, 'one twice');
  for (const bad of ['', '2a80', '2a8001', '80', '2a01ff']) t.throws(() => policies(bad), message, bad);
  t.throws(() => read(32, tlv(5)), message);
  t.throws(() => read(32, sequence(tlv(5))), message);
  t.throws(() => read(32, sequence(sequence(tlv(5)))), message);
  t.end();
});

/** Its arcs in base 128: no one begins with an octet 80, and the last one ends. */
function isShortest(value: Uint8Array): boolean {
  const text = Buffer.from(value).toString('latin1');
  return /^(?:[\x00-\x7f]|[\x81-\xff][\x80-\xff]*[\x00-\x7f])+$/.test(text);
}

void t.test('an OID of any length must have the shortest form', (t) => {
  const octets = fc.array(fc.constantFrom(0, 1, 0x7f, 0x80, 0x81, 0xff), { maxLength: 6 });
  fc.assert(
    fc.property(octets, (value) => {
      const hex = Buffer.from(value).toString('hex');
      try {
        return policies(hex)?.policies?.[0] === hex && isShortest(Uint8Array.from(value));
      } catch {
        return !isShortest(Uint8Array.from(value));
      }
    }),
    { numRuns: 1000 },
  );
  t.end();
});

void t.test('mappings, whatever their OIDs are', (t) => {
  const mappings = (...pairs: readonly (readonly [string, string])[]) =>
    read(33, sequence(...pairs.map(([issuer, subject]) => sequence(oid(issuer), oid(subject)))));
  t.same(mappings(['2a01', '2a02'], ['2a01', '2a80']), {
    policyMappings: [
      { issuer: '2a01', subject: '2a02' },
      { issuer: '2a01', subject: '2a80' },
    ],
  });
  const message = { name: 'Refusing', message: 'x509: invalid policy mappings extension' };
  t.throws(() => read(33, tlv(5)), message);
  t.throws(() => read(33, sequence(tlv(5))), message);
  t.throws(() => read(33, sequence(sequence(oid('2a01')))), message);
  t.throws(() => read(33, sequence(sequence(tlv(5), oid('2a01')))), message);
  t.end();
});

const int64 = (first: number, octet: number): Bytes => [first, ...Array<number>(7).fill(octet)];

void t.test('how many certificates may pass before policies are required or not mapped', (t) => {
  const constraints = (...fields: readonly Uint8Array[]) => read(36, sequence(...fields));
  const said = (requireExplicitPolicy?: number, inhibitPolicyMapping?: number) => ({
    requireExplicitPolicy,
    inhibitPolicyMapping,
  });
  t.same(constraints(), said());
  t.same(constraints(tlv(0x80, [0])), said(0));
  t.same(constraints(tlv(0x81, [1])), said(undefined, 1));
  t.same(constraints(tlv(0x80, [0xff]), tlv(0x81, [2])), said(-1, 2));
  t.same(constraints(tlv(0x81, [2]), tlv(0x80, [3])), said(undefined, 2), 'in another order');
  t.same(constraints(tlv(0x80, int64(0x7f, 0xff))), said(2 ** 63));
  t.same(constraints(tlv(0x80, int64(0x80, 0))), said(-(2 ** 63)));
  const message = { name: 'Refusing', message: 'x509: invalid policy constraints extension' };
  t.throws(() => read(36, tlv(5)), message);
  t.throws(() => constraints(tlv(0x80)), message);
  t.throws(() => constraints(tlv(0x81, [0, 1])), message);
  t.throws(() => constraints(tlv(0x80, [0, ...int64(0x80, 0)])), message, 'more than 64 bits');
  t.end();
});

void t.test('how many certificates may pass before anyPolicy means nothing', (t) => {
  t.same(read(54, tlv(2, [0])), { inhibitAnyPolicy: 0 });
  t.same(read(54, tlv(2, [0xff])), { inhibitAnyPolicy: -1 });
  const message = { name: 'Refusing', message: 'x509: invalid inhibit any policy extension' };
  for (const value of [tlv(5), tlv(2), tlv(2, [0, 1]), tlv(2, [0xff, ...int64(0x7f, 0)])])
    t.throws(() => read(54, value), message);
  t.end();
});
