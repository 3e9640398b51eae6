import t from 'tap';
import { tooMuchGrowth } from '../../fixtures/growth.js';
import type { FileReport } from '../../../src/files/file-report.js';
import { caRotation, fileCaOutdated } from '../../../src/findings/kinds/rotation.js';
import type { Certificate } from '../../../src/x509/certificate.js';
import { authority, down, report, target, trusted } from '../../fixtures/report.js';

const old = authority();
const next = authority({ serialNumber: '01', fingerprintSha256: 'cb'.repeat(32) });
const other = authority({ subject: 'CN=etcd-ca', fingerprintSha256: 'ec'.repeat(32) });
const at = (address: string, ...anchors: readonly Certificate[]) => report({ address, trust: trusted({ anchors }) });
const text = (serial: string, print: string) =>
  `serves under CN=kubernetes, serial ${serial}, SHA-256 ${print.repeat(8)}…`;

void t.test('which instances serve under which CA', (t) => {
  const found = caRotation.detect({
    ...target(at('a', old), at('b', next), at('c', old, next), down()),
    ca: [old, next],
  });
  t.same(found, [
    { severity: 'info', addresses: ['a', 'c'], subjects: ['ca'.repeat(32)], text: text('00', 'ca') },
    { severity: 'info', addresses: ['b', 'c'], subjects: ['cb'.repeat(32)], text: text('01', 'cb') },
  ]);
  t.end();
});

void t.test('whose CA it is', (t) => {
  const caSource = { kind: 'file', path: '/ca.crt' } as const;
  const found = caRotation.detect({ ...target(at('a', old)), ca: [old, next], caSource });
  t.equal(found.length, 2);
  for (const { text } of found) t.match(text, /, of the CA in \/ca\.crt$/);
  t.end();
});

void t.test('a certificate of the same name under which no instance serves', (t) => {
  t.match(caRotation.detect({ ...target(at('a', old)), ca: [old, next, other] }), [
    { addresses: ['a'] },
    { addresses: [], text: `no instance ${text('01', 'cb')}` },
  ]);
  const stamped = [1, 2].map((id) =>
    authority({ subject: `CN=k3s-server-ca@${id}`, fingerprintSha256: `a${id}`.repeat(32) }),
  );
  t.equal(caRotation.detect({ ...target(at('a', stamped[0]!)), ca: stamped }).length, 2);
  t.end();
});

void t.test('a bundle of CAs with different names is no rotation', (t) => {
  t.same(caRotation.detect({ ...target(at('a', old)), ca: [old, other] }), []);
  t.same(caRotation.detect({ ...target(report()), ca: [] }), []);
  t.match(caRotation.remedy().beware.join('\n'), /fingerprints/);
  t.end();
});

void t.test('files that have only the old CA', (t) => {
  const file = (path: string, ...held: readonly Certificate[]): FileReport => ({
    path,
    outcome: { state: 'read' },
    certificates: held.map((certificate, i) => ({ label: String(i), certificate })),
  });
  const files = [file('/old.conf', old), file('/both.conf', old, next), file('/etcd.crt', other), file('/none')];
  const rotating = { ...target(at('a', old), at('b', next)), ca: [old, next, other] };
  t.same(fileCaOutdated.detect({ report: rotating, files }), [
    {
      severity: 'warning',
      addresses: ['b'],
      files: ['/old.conf'],
      text: `has CN=kubernetes, serial 00, SHA-256 ${'ca'.repeat(8)}…, and not CN=kubernetes, serial 01, SHA-256 ${'cb'.repeat(8)}…`,
    },
  ]);
  t.match(fileCaOutdated.remedy().advice[0], /certificate-authority-data/);
  t.match(fileCaOutdated.remedy().beware[1], /--cluster-signing-cert-file.*replace-ca\.md/);
  t.end();
});

void t.test('thousands of certificates of the CA, instances and files take linear time', (t) => {
  const slow = tooMuchGrowth((count) => {
    const certificates = Array.from({ length: count }, (_, at) => authority({ fingerprintSha256: `${at}` }));
    const instances = certificates.map((anchor, i) => at(`${i}`, anchor));
    const files = certificates.map((certificate, i): FileReport => ({
      path: `/${i}`,
      outcome: { state: 'read' },
      certificates: [
        { label: '1', certificate: authority({ fingerprintSha256: `of file ${i}` }) },
        { label: '2', certificate },
      ].slice(0, 1),
    }));
    const report = { ...target(...instances), ca: certificates };
    return () => [caRotation.detect(report), fileCaOutdated.detect({ report, files })];
  }, 500);
  t.equal(slow, undefined);
  t.match(
    caRotation.detect({
      ...target(at('a', old)),
      ca: Array.from({ length: 100 }, (_, i) => authority({ fingerprintSha256: `${i}` })),
    }),
    { length: 17, 16: { text: '85 more certificates' } },
  );
  t.end();
});
