import t from 'tap';
import type { GoCertificate } from '../../src/x509/go-certificate.js';
import { nameFault } from '../../src/x509/go-host-name.js';
import { tooMuchGrowth } from '../fixtures/growth.js';
import { goCertificate } from './go-fixture.js';

const san = [{ oid: '2.5.29.17', critical: false, value: Buffer.of() }];
const withNames = (dnsNames: readonly string[], ...ips: readonly (readonly number[])[]): GoCertificate =>
  goCertificate({ dnsNames, ips: ips.map((ip) => Uint8Array.from(ip)), extensions: san });
const withCommonName = (commonName: string | undefined): GoCertificate =>
  goCertificate({ subject: { commonName, organization: undefined } });
const messageOf = (certificate: GoCertificate, name: string): string | undefined =>
  nameFault(certificate, name)?.message;

void t.test('a certificate that has the name', (t) => {
  const certificate = withNames(['kubernetes', '*.a.com'], [10, 96, 0, 1], [...Buffer.alloc(15), 1]);
  for (const name of ['kubernetes', 'KUBERNETES', 'b.a.com', 'b.a.com.', '10.96.0.1', '[10.96.0.1]', '::1', '[::1]'])
    t.equal(nameFault(certificate, name), undefined, name);
  t.end();
});

void t.test('one that has others', (t) => {
  const certificate = withNames(['kubernetes', '*.a.com'], [10, 96, 0, 1], [...Buffer.alloc(15), 1]);
  t.same(nameFault(certificate, 'a.com'), {
    accepted: false,
    reason: 'name',
    message: 'x509: certificate is valid for kubernetes, *.a.com, not a.com',
  });
  t.equal(messageOf(certificate, '10.0.0.1'), 'x509: certificate is valid for 10.96.0.1, ::1, not 10.0.0.1');
  t.equal(
    messageOf(certificate, '[10.0.0.1]'),
    'x509: certificate is valid for 10.96.0.1, ::1, not 10.0.0.1',
    'without brackets',
  );
  t.equal(messageOf(certificate, '[a]'), 'x509: certificate is valid for kubernetes, *.a.com, not [a]');
  t.equal(
    messageOf(certificate, '::1%lo'),
    'x509: certificate is valid for kubernetes, *.a.com, not ::1%lo',
    'a zone makes it no IP',
  );
  const mapped = withNames([], [...Buffer.alloc(10), 255, 255, 10, 0, 0, 1]);
  t.equal(messageOf(mapped, '10.0.0.2'), 'x509: certificate is valid for 10.0.0.1, not 10.0.0.2');
  t.end();
});

void t.test('one that has none', (t) => {
  const noIps = "x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs";
  t.equal(messageOf(withNames(['10.0.0.1']), '10.0.0.1'), noIps, 'an IP as a DNS name');
  t.equal(messageOf(withNames(['a']), '[10.0.0.1]'), noIps);
  const none = (host: string): string => `x509: certificate is not valid for any names, but wanted to match ${host}`;
  t.equal(messageOf(withNames([], [10, 0, 0, 1]), 'a'), none('a'));
  t.equal(messageOf(withNames(['']), 'a'), none('a'), 'an empty name is none');
  t.equal(messageOf(withNames(['', '']), 'a'), 'x509: certificate is valid for , , not a', 'two of them, as in Go');
  t.end();
});

void t.test('only the CN has the name', (t) => {
  const legacy = 'x509: certificate relies on legacy Common Name field, use SANs instead';
  const cases: readonly (readonly [commonName: string | undefined, name: string, counts: boolean])[] = [
    ['kube-apiserver', 'kube-apiserver', true],
    ['Kube-APIServer', 'kube-apiSERVER.', true],
    ['*.a.com', 'b.a.com', true],
    ['*', 'a', true],
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '[10.0.0.1]', true],
    ['a b', 'a b', true],
    ['a.*.com', 'a.b.com', false],
    ['*.a.com', 'a.com', false],
    ['a.com', 'a.com..', false],
    ['a.com.', 'a.com.', false],
    ['', '.', false],
    [undefined, 'a', false],
  ];
  for (const [commonName, name, counts] of cases)
    t.equal(messageOf(withCommonName(commonName), name) === legacy, counts, `${commonName} for ${name}`);
  const sans = { ...withCommonName('a'), extensions: san };
  t.equal(
    messageOf(sans, 'a'),
    'x509: certificate is not valid for any names, but wanted to match a',
    'with SANs it never counts',
  );
  t.end();
});

void t.test('a hundred names are only counted', (t) => {
  const many = (count: number) =>
    withNames(
      Array.from({ length: count }, (_, at) => `n${at}`),
      ...Array.from({ length: count }, (_, at) => [10, 0, 0, at]),
    );
  t.equal(messageOf(many(100), 'a'), 'x509: certificate is valid for 100 names, but none matched a');
  t.equal(messageOf(many(100), '[11.0.0.1]'), 'x509: certificate is valid for 100 IP SANs, but none matched 11.0.0.1');
  t.match(messageOf(many(99), 'a'), /^x509: certificate is valid for n0, n1, .*, n98, not a$/);
  t.match(messageOf(many(99), '11.0.0.1'), /^x509: certificate is valid for 10.0.0.0, .*, 10.0.0.98, not 11.0.0.1$/);
  t.end();
});

void t.test('hundreds of names for thousands of SANs, or for a CN of thousands of labels, take linear time', (t) => {
  const names = (count: number): readonly string[] => Array.from({ length: count / 20 }, (_, at) => `10.1.${at}`);
  const sans = tooMuchGrowth((count) => {
    const ips = Array.from({ length: count }, (_, at) => [...Buffer.alloc(14, 1), at >> 8, at & 255]);
    const certificate = withNames(Array<string>(count).fill('a.example.com'), ...ips);
    return () => names(count).map((name) => nameFault(certificate, name));
  }, 1000);
  t.equal(sans, undefined);
  const labels = tooMuchGrowth((count) => {
    const certificate = withCommonName('a.'.repeat(10 * count));
    return () => names(count).map((name) => nameFault(certificate, name));
  }, 1000);
  t.equal(labels, undefined);
  t.end();
});
