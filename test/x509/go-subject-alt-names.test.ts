import t from 'tap';
import { asciiText, readGoNames } from '../../src/x509/go-subject-alt-names.js';
import { dns, sequence, tlv } from './der-builder.js';
import { email, ip, uri } from './go-fixture.js';

const read = (...names: readonly Uint8Array[]) => readGoNames(sequence(...names));
const none = { dnsNames: [], emails: [], urls: [], ips: [] };

void t.test('names of the four kinds that Go knows, in their order', (t) => {
  const { ips, ...names } = read(
    dns('a.b'),
    email('c@d'),
    uri('X://e'),
    ip(10, 0, 0, 1),
    dns('*.f'),
    ip(...Buffer.alloc(16)),
  );
  t.same(names, {
    dnsNames: ['a.b', '*.f'],
    emails: ['c@d'],
    urls: [{ text: 'x://e', host: 'e' }],
    unhandled: false,
  });
  t.same(
    ips.map((each) => Buffer.from(each).toString('hex')),
    ['0a000001', '00'.repeat(16)],
  );
  t.end();
});

void t.test('names of other kinds do not count', (t) => {
  t.same(read(), { ...none, unhandled: true });
  const others = [tlv(0x88, [0x2a]), tlv(0xa4, sequence()), tlv(0xa0), tlv(0x02, [1]), tlv(0xa2, dns('a'))];
  t.same(read(...others), { ...none, unhandled: true });
  t.same(read(...others, dns('')), { ...none, dnsNames: [''], unhandled: false });
  t.end();
});

void t.test('a DNS name and an address may have any ASCII characters', (t) => {
  t.match(read(dns('a b\0\x7f'), email('no address')), { dnsNames: ['a b\0\x7f'], emails: ['no address'] });
  t.end();
});

void t.test('names that cannot be read', (t) => {
  const cases: readonly (readonly [name: Uint8Array, message: string])[] = [
    [dns('é'), 'x509: SAN dNSName is malformed'],
    [tlv(0x82, [0x80]), 'x509: SAN dNSName is malformed'],
    [email('é@a'), 'x509: SAN rfc822Name is malformed'],
    [uri('é'), 'x509: SAN uniformResourceIdentifier is malformed'],
    [uri('\n'), 'x509: cannot parse URI "\\n": parse "\\n": net/url: invalid control character in URL'],
    [uri('http://a..b/'), 'x509: cannot parse URI "http://a..b/": invalid domain'],
    [uri('x://.a'), 'x509: cannot parse URI "x://.a": invalid domain'],
    [uri('http://a%e4'), 'x509: cannot parse URI "http://a%e4": invalid domain'],
    [ip(10, 0, 0), 'x509: cannot parse IP address of length 3'],
    [ip(), 'x509: cannot parse IP address of length 0'],
    [ip(...Buffer.alloc(8)), 'x509: cannot parse IP address of length 8'],
    [Uint8Array.of(0x82, 1), 'x509: invalid subject alternative name'],
  ];
  for (const [name, message] of cases) t.throws(() => read(dns('a'), name), { name: 'Refusing', message });
  t.throws(() => readGoNames(dns('a')), { message: 'x509: invalid subject alternative names' });
  t.throws(() => readGoNames(new Uint8Array()), { message: 'x509: invalid subject alternative names' });
  t.end();
});

void t.test('ASCII', (t) => {
  t.equal(asciiText(Buffer.from('a\0\x7f\n')), 'a\0\x7f\n');
  t.equal(asciiText(new Uint8Array()), '');
  t.equal(asciiText(Uint8Array.of(0x61, 0x80)), undefined);
  t.equal(asciiText(Buffer.from('-ab-').subarray(1, 3)), 'ab');
  t.end();
});
