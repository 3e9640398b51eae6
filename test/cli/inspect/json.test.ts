import t from 'tap';
import { inspectJson } from '../../../src/cli/inspect/json.js';
import { inspectCertificate } from './certificate-fixture.js';

void t.test('a row for each certificate', (t) => {
  const otherNames = [{ type: 'uri', value: 'spiffe://x' }] as const;
  const certificate = inspectCertificate({ dnsNames: ['a, DNS:b'], ipAddresses: ['10.0.0.1'], otherNames });
  const names = [{ name: 'c', covered: false }];
  const error = { reason: 'no_certificate', message: 'none' };
  const rows = JSON.parse(
    inspectJson([
      { source: 'a.crt', position: 1, certificate, names },
      { source: 'admin.conf', position: 2, entry: 'user admin', error },
    ]),
  ) as unknown;
  t.same(rows, [
    {
      source: 'a.crt',
      position: 1,
      subject: 'CN=kube-apiserver',
      issuer: 'CN=kubernetes',
      serialNumber: '0A0B',
      fingerprintSha256: 'ab'.repeat(32),
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2027-01-01T00:00:00Z',
      dnsNames: ['a, DNS:b'],
      ipAddresses: ['10.0.0.1'],
      otherNames,
      keyAlgorithm: 'RSA 2048',
      signatureAlgorithm: 'SHA256-RSA',
      isCa: false,
      names,
    },
    { source: 'admin.conf', position: 2, entry: 'user admin', error },
  ]);
  t.end();
});

void t.test('the years 0 to 9999 are ISO 8601', (t) => {
  const [notBefore, notAfter] = [Date.parse('0000-01-01T00:00:00Z') / 1000, Date.parse('9999-12-31T23:59:59Z') / 1000];
  const json = inspectJson([
    { source: 'a', position: 1, certificate: inspectCertificate({ notBefore, notAfter }), names: [] },
  ]);
  t.match(JSON.parse(json), [{ notBefore: '0000-01-01T00:00:00Z', notAfter: '9999-12-31T23:59:59Z' }]);
  t.equal(inspectJson([]), '[]');
  t.end();
});

void t.test('what a Go client decides', (t) => {
  const error = { reason: 'certificate_malformed', message: 'odd' };
  const place = { source: 'a', position: 1 };
  const until = Date.parse('2026-12-01T00:00:00Z') / 1000;
  const refusal = { accepted: false, reason: 'malformed', message: 'x509: odd' } as const;
  const verdicts = [
    { name: 'api', verdict: { accepted: true, until, paths: [] } },
    { name: null, verdict: refusal },
  ] as const;
  const json = inspectJson([
    { ...place, certificate: inspectCertificate(), names: [], chain: { verdicts } },
    { ...place, error, chain: { verdicts: verdicts.slice(1) } },
    { ...place, error, chain: { notJudged: 'because' } },
  ]);
  const [decoded, ...others] = JSON.parse(json) as readonly Record<string, unknown>[];
  t.same(decoded?.['verdicts'], [
    { name: 'api', accepted: true, until: '2026-12-01T00:00:00Z' },
    { name: null, ...refusal },
  ]);
  t.same(others, [
    { ...place, error, verdicts: [{ name: null, ...refusal }] },
    { ...place, error, notJudged: 'because' },
  ]);
  t.end();
});
