import t from 'tap';
import { checkFilesTable } from '../../../src/cli/check/files-table.js';
import { failed, type FileReport } from '../../../src/files/file-report.js';
import type { Certificate } from '../../../src/x509/certificate.js';
import { certificate, day, now } from '../../fixtures/report.js';

const plain = { now, color: false, width: 100 };
const read = { state: 'read' } as const;
const one = (label: string, change: Partial<Certificate> = {}) => ({ label, certificate: certificate(change) });

void t.test('certificates that end soon or have ended, keys and broken files', (t) => {
  const files: readonly FileReport[] = [
    {
      path: '/a.crt',
      outcome: read,
      certificates: [one('1'), one('2', { subjectCommonName: undefined, subject: 'O=x' })],
    },
    { path: '/admin.conf', outcome: read, certificates: [one('kubernetes-admin', { notAfter: now + 20 * day })] },
    { path: '/b.crt', outcome: read, certificates: [one('1', { notAfter: now + 3600 })] },
    { path: '/c.crt', outcome: failed('half_written', 'cut'), certificates: [one('1', { notAfter: now - 90 })] },
    { path: '/d.crt', outcome: failed('forbidden', 'no right'), certificates: [] },
    { path: '/d.key', outcome: { state: 'skipped', because: 'key' }, certificates: [] },
  ];
  t.equal(
    `\n${checkFilesTable(files, plain)}\n`,
    `
┌──────────┬─────────────┬──────────────────┬────────────┬────────────────┐
│ State    │ File        │ Certificate      │ Ends UTC   │ Time left      │
├──────────┼─────────────┼──────────────────┼────────────┼────────────────┤
│ OK       │ /a.crt      │ kube-apiserver   │ 2027-08-13 │ 265d 0h left   │
│ OK       │ /a.crt      │ O=x              │ 2027-08-13 │ 265d 0h left   │
│ WARNING  │ /admin.conf │ kubernetes-admin │ 2026-12-11 │ 20d 0h left    │
│ CRITICAL │ /b.crt      │ kube-apiserver   │ 2026-11-21 │ 1h 0m left     │
│ WARNING  │ /c.crt      │ cut              │            │                │
│ CRITICAL │ /c.crt      │ kube-apiserver   │ 2026-11-21 │ EXPIRED 1m ago │
│ UNKNOWN  │ /d.crt      │ no right         │            │                │
│ skipped  │ /d.key      │ a key            │            │                │
└──────────┴─────────────┴──────────────────┴────────────┴────────────────┘
`,
  );
  t.match(checkFilesTable(files, { ...plain, color: true }), '\u001b[31mCRITICAL\u001b[39m');
  t.end();
});

void t.test('empty without files; a limited number of rows', (t) => {
  t.equal(checkFilesTable([], plain), '');
  const many = Array.from({ length: 103 }, (_, at) => ({ path: `/${at}`, outcome: read, certificates: [one('1')] }));
  const text = checkFilesTable(many, plain);
  t.match(text, /\nand 3 more: see --output json$/);
  t.equal(text.split('│ OK ').length - 1, 100);
  t.end();
});
