import t from 'tap';
import type { FileReport } from '../../src/files/file-report.js';
import { noFiles } from '../../src/files/serving-file.js';
import { caWork } from '../../src/plan/ca-work.js';
import type { TargetReport } from '../../src/probe/report.js';
import { refusal } from '../../src/x509/go-refusal.js';
import { authority, certificate, day, now, report, target, trusted } from '../fixtures/report.js';

const span = { now, end: now + 365 * day };
const ca = authority({ notAfter: now + 200 * day });
const under = (name: string, change: Partial<TargetReport> = {}): TargetReport => ({
  ...target(report({ trust: trusted({ path: [certificate(), ca], anchors: [ca], until: ca.notAfter }) })),
  target: { name, labels: {} },
  ...change,
});
const titles = (...targets: readonly TargetReport[]) => caWork(targets, noFiles, span).work.map(({ title }) => title);

void t.test('one rotation for all targets that have the certificate', (t) => {
  t.same(titles(under('prod')), ['Rotate the CA CN=kubernetes of prod']);
  t.same(titles(under('prod'), under('edge'), target(report())), ['Rotate the CA CN=kubernetes of 2 targets']);
  const [work] = caWork([under('prod'), under('edge')], noFiles, span).work;
  t.match(work, {
    kind: 'ca',
    runbook: 'ApiserverTrustEnding',
    caveat: undefined,
    endings: [{ place: 'edge', end: ca.notAfter, warnsAt: ca.notAfter - 30 * day }, { place: 'prod' }],
  });
  t.end();
});

void t.test('and for the files that hold it', (t) => {
  const other = authority({ fingerprintSha256: 'e7', subject: 'CN=etcd-ca', notAfter: now + 10 * day });
  const short = authority({ fingerprintSha256: 'sh', notBefore: now - day, notAfter: now + 20 * day });
  const files: readonly FileReport[] = [
    ['/pki/ca.crt', ca],
    ['/pki/etcd/ca.crt', other],
    ['/pki/short.crt', short],
    ['/pki/leaf.crt', certificate({ notAfter: now })],
  ].map(([path, held]) => ({
    path: path as string,
    outcome: { state: 'read' },
    certificates: [{ label: '1', certificate: held as ReturnType<typeof certificate> }],
  }));
  const { work, renewing } = caWork([under('prod')], { files, serving: [] }, span);
  t.match(work, [
    { title: 'Rotate the CA CN=kubernetes of prod', endings: [{ place: '/pki/ca.crt' }, { place: 'prod' }] },
    { title: 'Rotate the CA CN=etcd-ca in /pki/etcd/ca.crt', endings: [{ severity: 'warning' }] },
  ]);
  t.match(renewing, [{ place: '/pki/short.crt' }]);
  t.end();
});

void t.test('an expired CA', (t) => {
  const expired = authority({ notAfter: now - day });
  const trust = { state: 'untrusted', refusal: refusal('expired', 'x509: certificate has expired') } as const;
  const all = { ...target(report({ trust })), ca: [expired, authority({ fingerprintSha256: 'ok' })] };
  t.match(caWork([all], noFiles, span).work, [
    { runbook: 'ApiserverCertificateRefused', endings: [{ severity: 'critical' }] },
  ]);
  t.end();
});

void t.test('what is only served, and the public roots', (t) => {
  const serving = [certificate(), authority({ notAfter: now + 5 * day })] as const;
  t.match(caWork([target(report({ serving }))], noFiles, span).work, [
    { caveat: /^No CA is configured/, endings: [{ severity: 'warning' }] },
  ]);
  const caSource = { kind: 'public', path: undefined } as const;
  t.equal(titles(under('prod', { caSource })).length, 1, 'it ends before what is served under it');
  const later = authority({ notAfter: now + 300 * day });
  const renewedBefore = under('prod', {
    caSource,
    reports: [report({ trust: trusted({ path: [certificate(), later], anchors: [later] }) })],
  });
  t.same(titles(renewedBefore), []);
  t.same(
    titles(under('prod', { reports: [report({ isVerified: false, trust: trusted({ path: [certificate(), ca] }) })] })),
    [],
  );
  t.end();
});
