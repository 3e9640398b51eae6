import fc from 'fast-check';
import t from 'tap';
import { noSubtrees, readNameConstraints } from '../../src/x509/go-name-constraints.js';
import { dns, sequence, tlv } from './der-builder.js';
import { type Constraints, constraintsValue, email, ip, uri } from './go-fixture.js';

const read = (constraints: Constraints) => readNameConstraints(constraintsValue(constraints));

void t.test('what is permitted and what is excluded, by kind', (t) => {
  const permitted = [dns('.a.b'), email('c@d'), email('.e'), uri('f.g'), uri('.h'), dns('')];
  const { unhandled, ...found } = read({ permitted, excluded: [dns('h')] });
  t.same(found, {
    permitted: { ...noSubtrees, dns: ['.a.b', ''], emails: ['c@d', '.e'], urls: ['f.g', '.h'] },
    excluded: { ...noSubtrees, dns: ['h'] },
  });
  t.equal(unhandled, false);
  t.same(read({ excluded: [dns('h')] }).permitted, noSubtrees);
  t.end();
});

void t.test('ranges of IPs', (t) => {
  const [range] = read({ permitted: [ip(10, 0, 0, 5, 255, 0, 0, 0)] }).permitted.ips;
  t.same([...(range?.ip ?? [])], [10, 0, 0, 5], 'the address as it is written');
  t.same([...(range?.mask ?? [])], [255, 0, 0, 0]);
  const [long] = read({ excluded: [ip(...Buffer.alloc(16, 1), ...Buffer.alloc(16, 255))] }).excluded.ips;
  t.same([long?.ip.length, long?.mask.length], [16, 16]);
  t.end();
});

void t.test('a mask is ones before zeros', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.nat(32), (octets, ones) => {
      const bits = '1'.repeat(ones).padEnd(32, '0').match(/.{8}/g) ?? [];
      const good = read({ permitted: [ip(0, 0, 0, 0, ...bits.map((octet) => parseInt(octet, 2)))] });
      if (good.permitted.ips.length !== 1) return false;
      const text = [...octets].map((octet) => octet.toString(2).padStart(8, '0')).join('');
      try {
        return read({ permitted: [ip(0, 0, 0, 0, ...octets)] }).permitted.ips.length === 1 && !text.includes('01');
      } catch (error) {
        const expected = `x509: IP constraint contained invalid mask ${Buffer.from(octets).toString('hex')}`;
        return text.includes('01') && (error as Error).message === expected;
      }
    }),
  );
  t.end();
});

void t.test('kinds that Go does not know', (t) => {
  const unknown = tlv(0xa4, sequence());
  t.match(read({ permitted: [unknown] }), { unhandled: true, permitted: noSubtrees });
  t.match(read({ permitted: [dns('a')], excluded: [unknown] }), { unhandled: true, permitted: { dns: ['a'] } });
  t.end();
});

void t.test('the distances after a name do not count', (t) => {
  const value = sequence(tlv(0xa0, sequence(dns('a'), tlv(0x80, [0]))));
  t.same(readNameConstraints(value).permitted.dns, ['a']);
  t.end();
});

void t.test('constraints that cannot be read', (t) => {
  const cases: readonly (readonly [name: Uint8Array, message: string])[] = [
    [dns('é'), 'x509: invalid constraint value: x509: "é" cannot be encoded as an IA5String'],
    [tlv(0x86, [0xff]), 'x509: invalid constraint value: x509: "\\xff" cannot be encoded as an IA5String'],
    [dns('a..b'), 'x509: failed to parse dnsName constraint "a..b"'],
    [dns('a.'), 'x509: failed to parse dnsName constraint "a."'],
    [email('a b'), 'x509: failed to parse rfc822Name constraint "a b"'],
    [email('@'), 'x509: failed to parse rfc822Name constraint "@"'],
    [email('.a@b'), 'x509: failed to parse rfc822Name constraint ".a@b"'],
    [uri('10.0.0.1'), 'x509: failed to parse URI constraint "10.0.0.1": cannot be IP address'],
    [uri('::1'), 'x509: failed to parse URI constraint "::1": cannot be IP address'],
    [uri('a\n'), 'x509: failed to parse URI constraint "a\\n"'],
    [ip(10, 0, 0, 0), 'x509: IP constraint contained value of length 4'],
    [ip(...Buffer.alloc(16)), 'x509: IP constraint contained value of length 16'],
    [ip(10, 0, 0, 0, 255, 0, 255, 0), 'x509: IP constraint contained invalid mask ff00ff00'],
  ];
  for (const [name, message] of cases) {
    t.throws(() => read({ permitted: [name] }), { name: 'Refusing', message });
    t.throws(() => read({ permitted: [dns('a')], excluded: [dns('b'), name] }), { message });
  }
  t.end();
});

void t.test('what is no such extension', (t) => {
  const invalid = { name: 'Refusing', message: 'x509: invalid NameConstraints extension' };
  const some = tlv(0xa0, sequence(dns('a')));
  t.throws(() => readNameConstraints(tlv(5)), invalid);
  t.throws(() => readNameConstraints(Buffer.concat([sequence(some), tlv(5)])), invalid, 'something follows');
  t.throws(() => readNameConstraints(sequence(some, tlv(5))), invalid);
  t.throws(() => readNameConstraints(sequence(tlv(0xa1, sequence(dns('a'))), some)), invalid, 'the wrong order');
  t.throws(() => readNameConstraints(sequence(Uint8Array.of(0xa0, 1))), invalid);
  t.throws(() => readNameConstraints(sequence(tlv(0xa0, dns('a')))), invalid);
  t.throws(() => readNameConstraints(sequence(tlv(0xa0, sequence()))), invalid);
  const empty = { message: 'x509: empty name constraints extension' };
  t.throws(() => readNameConstraints(sequence()), empty);
  t.throws(() => readNameConstraints(sequence(tlv(0xa0), tlv(0xa1))), empty);
  t.match(readNameConstraints(sequence(some, tlv(0xa1))), { permitted: { dns: ['a'] } });
  t.end();
});
