import fc from 'fast-check';
import t from 'tap';
import { covers, heldBySanIndex, ipsAmongDnsNames } from '../../src/x509/covers.js';
import { parseIpAddress } from '../../src/x509/ip-address.js';
import { tooMuchGrowth } from '../fixtures/growth.js';

const sans = (...dnsNames: string[]) => ({ dnsNames, ipAddresses: [] });
const ips = (...ipAddresses: string[]) => ({ dnsNames: [], ipAddresses });

/** The expected results are those of VerifyHostname in Go 1.24. */
void t.test('DNS names', (t) => {
  const cases: readonly (readonly [san: string, name: string, covered: boolean])[] = [
    ['example.com', 'example.com', true],
    ['EXAMPLE.com', 'example.COM', true],
    ['example.com', 'example.com.', true],
    ['example.com.', 'example.com', false],
    ['example.com.', 'example.com.', true],
    ['example.com', 'example.com..', false],
    ['example.com', 'a.example.com', false],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.example.com.', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.b.example.com', false],
    ['*.example.com', '.example.com', false],
    ['*.com', 'example.com', true],
    ['*', 'com', false],
    ['*', '*', true],
    ['*.', 'com.', false],
    ['foo*.example.com', 'foobar.example.com', false],
    ['foo*.example.com', 'foo*.example.com', true],
    ['a.*.com', 'a.b.com', false],
    ['*.*.com', 'a.b.com', false],
    ['*.example.com', '*.example.com', true],
    ['a_b.example.com', 'A_b.example.com', true],
    ['*.example.com', '-a.example.com', false],
    ['-a.example.com', '-a.example.com', true],
    ['-a.example.com', '-a.example.com.', false],
    ['a b', 'A B', true],
    ['', '', false],
    ['.', '.', false],
    ['\u212a.example.com', 'k.example.com', false],
    ['xn--n3h.com', '☃.com', false],
    ['10.0.0.1', '10.0.0.1', false],
    ['010.0.0.1', '010.0.0.1', true],
    ['[example.com]', '[EXAMPLE.com]', true],
    ['fe80::1%eth0', 'fe80::1%eth0', true],
  ];
  for (const [san, name, covered] of cases) t.equal(covers(sans(san), name), covered, `${san} for ${name}`);
  t.equal(covers(sans('a.com', 'b.com'), 'b.com'), true, 'any SAN will do');
  t.equal(covers(sans(), 'b.com'), false);
  t.end();
});

void t.test('IP addresses are compared with IP SANs, by value', (t) => {
  const cases: readonly (readonly [san: string, name: string, covered: boolean])[] = [
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '::ffff:10.0.0.1', true],
    ['10.0.0.1', '[10.0.0.1]', true],
    ['10.0.0.1', '10.0.0.2', false],
    ['10.0.0.1', '010.0.0.1', false],
    ['2001:db8::1', '2001:DB8:0::1', true],
    ['2001:db8::1', '[2001:db8::1]', true],
    ['2001:db8::1', '2001:db8::1%eth0', false],
    ['::1', '[]', false],
  ];
  for (const [san, name, covered] of cases) t.equal(covers(ips(san), name), covered, `${san} for ${name}`);
  t.end();
});

const label = fc.stringMatching(/^[a-z0-9_][a-z0-9_-]{0,5}$/).filter((text) => !/^\d+$/.test(text));
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));

void t.test('a wildcard covers each host one label below, and nothing deeper', (t) => {
  fc.assert(
    fc.property(host, label, label, (parent, first, second) => {
      const wildcard = sans(`*.${parent}`);
      const deeper = [parent, `${first}.${second}.${parent}`];
      return covers(wildcard, `${first}.${parent}`) && !deeper.some((name) => covers(wildcard, name));
    }),
  );
  t.end();
});

void t.test('any text is accepted, and covers itself unless it is empty or an address', (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.ipV4(), fc.ipV6()), (text) => {
      const expected = !['', '.'].includes(text) && parseIpAddress(text) === undefined;
      return covers(sans(text), text) === expected;
    }),
  );
  t.end();
});

void t.test('hundreds of names are compared with thousands of SANs in linear time', (t) => {
  const slow = tooMuchGrowth((count) => {
    const certificate = {
      dnsNames: Array.from({ length: count }, (_, at) => `N${at}.example.com`),
      ipAddresses: Array.from({ length: count }, (_, at) => `10.0.${at >> 8}.${at & 255}`),
    };
    const names = Array.from({ length: count / 20 }, (_, at) => [`n.${at}.example.com`, `10.1.0.${at & 255}`]).flat();
    return () => names.filter((name) => covers(certificate, name));
  }, 1000);
  t.equal(slow, undefined);
  t.end();
});

void t.test('IP addresses among DNS names', (t) => {
  const found = ipsAmongDnsNames(sans('a.com', '10.0.0.1', '[2001:DB8::0:1]', '010.0.0.1', '2001:db8::1'));
  t.same([...found], ['10.0.0.1', '2001:db8::1']);
  t.end();
});

void t.test('what the index of a certificate holds', (t) => {
  const few = heldBySanIndex({ dnsNames: Array<string>(1000).fill('a.com'), ips: 0 });
  const many = heldBySanIndex({ dnsNames: Array.from({ length: 1000 }, (_, at) => `${at}`), ips: 0 });
  t.ok(few < 200 && many > 40_000, 'equal names are kept once');
  t.ok(heldBySanIndex({ dnsNames: [], ips: 1000 }) > 80_000);
  t.end();
});
