import t from 'tap';
import type { InspectRow } from '../../../src/cli/inspect/rows.js';
import { inspectTable } from '../../../src/cli/inspect/table.js';
import type { Certificate } from '../../../src/x509/certificate.js';
import { inspectCertificate } from './certificate-fixture.js';

const now = Date.parse('2026-11-21T12:00:00Z') / 1000;
const options = { now, color: false, width: 72 };
const row = (given: Partial<Certificate> = {}, more: Partial<InspectRow> = {}): InspectRow => ({
  source: 'apiserver.crt',
  position: 1,
  certificate: inspectCertificate(given),
  names: [],
  ...more,
});

void t.test('a certificate as a person reads it', (t) => {
  const names = [
    { name: 'api.example.com', covered: true },
    { name: '10.220.70.56', covered: false },
  ];
  const sans = {
    dnsNames: ['k8ctl', 'kubernetes', 'kubernetes.default.svc.cluster.local'],
    ipAddresses: ['10.96.0.1'],
  };
  t.equal(
    inspectTable([row(sans, { names })], options),
    [
      'apiserver.crt',
      '┌─────────┬───────────────────────────────────────┐',
      '│ subject │ CN=kube-apiserver                     │',
      '│ issuer  │ CN=kubernetes                         │',
      '│ from    │ 2026-01-01 00:00:00 UTC               │',
      '│ until   │ 2027-01-01 00:00:00 UTC, 40d 12h left │',
      '│ SANs    │ DNS k8ctl, kubernetes,                │',
      '│         │ kubernetes.default.svc.cluster.local  │',
      '│         │ IP 10.96.0.1                          │',
      '│ key     │ RSA 2048, signed with SHA256-RSA      │',
      '│ serial  │ 0A0B                                  │',
      '│ names   │ yes  api.example.com                  │',
      '│         │ NO   10.220.70.56                     │',
      '└─────────┴───────────────────────────────────────┘',
    ].join('\n'),
  );
  t.end();
});

void t.test('what kubectl decides of a chain', (t) => {
  const until = Date.parse('2026-12-01T00:00:00Z') / 1000;
  const message = 'x509: certificate is valid for 10.96.0.1, 10.225.4.51, 10.225.4.52, not 10.220.70.56';
  const verdicts = [
    { name: 'api', verdict: { accepted: true, until, paths: [] } },
    { name: '10.220.70.56', verdict: { accepted: false, reason: 'name', message } },
  ] as const;
  t.match(
    inspectTable([row({}, { chain: { verdicts } })], options),
    [
      '│ kubectl │ accepts api until 2026-12-01 00:00:00 UTC, 9d 12h left; a │',
      '│         │ CA of it expires first                                    │',
      '│         │ refuses 10.220.70.56: x509: certificate is valid for      │',
      '│         │ 10.96.0.1, 10.225.4.51, 10.225.4.52, not 10.220.70.56     │',
    ].join('\n'),
  );
  const error = { reason: 'x', message: 'odd' };
  const judged = { source: 'a', position: 1, error, chain: { verdicts } };
  t.match(inspectTable([judged], options), /error .*\n.*\n│ kubectl │ accepts api until .*9d 12h left +│\n/);
  t.end();
});

void t.test('dates', (t) => {
  const show = (given: Partial<Certificate>): string => inspectTable([row(given)], { ...options, color: true });
  t.match(show({ notAfter: now - 3600 }), /\u001b\[31m.*EXPIRED 1h 0m ago/);
  t.match(show({ notAfter: now }), /\u001b\[33m.*, 0s left/, 'the last second is included');
  t.match(show({ notAfter: now + 86_400 }), /\u001b\[33m.*, 1d 0h left/);
  t.match(show({ notAfter: now + 365 * 86_400 }), /\u001b\[32m.*, 365d 0h left/);
  t.match(show({ notBefore: now + 1 }), /2026-11-21 12:00:01 UTC, not valid yet/);
  t.end();
});

void t.test('other rows', (t) => {
  const show = (given: Partial<Certificate>): string => inspectTable([row(given)], { ...options, width: 1000 });
  t.match(show({ isCa: true }), /SHA256-RSA, CA /);
  t.match(show({}), /none: no name is covered/);
  t.match(show({ subject: '', issuer: '' }), /subject │ \(empty\) .*\n.*issuer {2}│ \(empty\)/);
  t.match(show({ otherNames: [{ type: 'uri', value: 'spiffe://x' }] }), /other uri:spiffe:\/\/x/);
  t.match(show({ dnsNames: Array.from({ length: 61 }, (_, at) => `n${at}`) }), /n58, n59 and 1 more/);
  t.end();
});

void t.test('several rows', (t) => {
  const error = { reason: 'no_certificate', message: 'neither PEM nor DER of a certificate' };
  const table = inspectTable(
    [
      row({}, { source: 'bundle.pem' }),
      row({}, { source: 'bundle.pem', position: 2 }),
      row({}, { source: 'admin.conf', entry: 'user admin' }),
      { source: '-', position: 1, error },
    ],
    options,
  );
  const headings = table.split('\n').filter((line) => /^[^┌│├└]/.test(line));
  t.same(headings, [
    'bundle.pem, certificate 1',
    'bundle.pem, certificate 2',
    'admin.conf, user admin',
    'standard input',
  ]);
  t.match(table, /error │ neither PEM nor DER of a certificate │\n│ {7}│ no_certificate/);
  t.end();
});

void t.test('hostile text does not move the cursor or break a line', (t) => {
  const hostile = 'a\u001b[2J\nb\r\u202e';
  const rows = [
    row({ subject: hostile, dnsNames: [hostile] }, { source: hostile, names: [{ name: hostile, covered: false }] }),
    { source: hostile, position: 1, error: { reason: 'x', message: hostile } },
  ];
  t.notMatch(inspectTable(rows, options), /[\u001b\r\u202e]/);
  t.match(inspectTable(rows, options), /^a\\u\{1b\}\[2J\\u\{a\}b/);
  t.end();
});
