import t from 'tap';
import {
  failed,
  type FileOutcome,
  type FileReason,
  fileReasons,
  type FileReport,
} from '../../../src/files/file-report.js';
import { type FileEvidence, noFiles, type ServingFile } from '../../../src/files/serving-file.js';
import {
  fileCertificateEnding,
  fileCertificateExpired,
  fileKinds,
  fileNotRead,
  fileNotServed,
  servingFileKinds,
} from '../../../src/findings/kinds/files.js';
import type { FindingKind } from '../../../src/findings/kinds/finding-kind.js';
import { findingKinds } from '../../../src/findings/kinds/finding-kinds.js';
import type { Certificate } from '../../../src/x509/certificate.js';
import { certificate, day, now } from '../../fixtures/report.js';

const path = '/etc/kubernetes/pki/apiserver.crt';
const kinds: readonly FindingKind<FileEvidence>[] = [...fileKinds, ...servingFileKinds];

function file(change: Partial<Certificate>, outcome: FileOutcome = { state: 'read' }, at = path): FileReport {
  return { path: at, outcome, certificates: [{ label: '1', certificate: certificate(change) }] };
}

function serving(served: Partial<Certificate>, held: Partial<Certificate>): ServingFile {
  const target = { name: 'prod', labels: {} };
  return { target, address: 'a:6443', path, served: certificate(served), held: certificate(held) };
}

const inFiles = (...files: readonly FileReport[]): FileEvidence => ({ ...noFiles, files });

void t.test('ids are like those of the other kinds, and are unique', (t) => {
  const ids = [...kinds, ...findingKinds].map(({ id }) => id);
  t.equal(new Set(ids).size, ids.length);
  for (const { id, about, title, remedy } of kinds) {
    t.match(id, /^file(-[a-z]+)+$/);
    t.equal(about, 'file');
    t.match(title, /^[A-Z].*[a-z]$/, id);
    t.match(remedy(noFiles).advice, [/\.$/], id);
  }
  t.end();
});

void t.test('files in order have no finding', (t) => {
  const evidence = { files: [file({})], serving: [serving({}, {})] };
  t.same(
    kinds.flatMap(({ detect }) => detect(evidence, now)),
    [],
  );
  t.end();
});

void t.test('expired and expiring certificates, at each limit', (t) => {
  const of = (left: number) => inFiles(file({ notAfter: now + left, notBefore: now - 365 * day }));
  const severities = (kind: FindingKind<FileEvidence>, left: number) =>
    kind.detect(of(left), now).map(({ severity }) => severity);
  t.same(severities(fileCertificateExpired, 0), []);
  t.same(severities(fileCertificateExpired, -1), ['critical']);
  t.same(severities(fileCertificateEnding, 30 * day), []);
  t.same(severities(fileCertificateEnding, 30 * day - 1), ['warning']);
  t.same(severities(fileCertificateEnding, 7 * day - 1), ['critical']);
  t.same(severities(fileCertificateEnding, -1), []);
  t.same(fileCertificateEnding.detect(of(7 * day), now), [
    {
      severity: 'warning',
      addresses: [],
      files: [path],
      subjects: ['1'],
      text: 'CN=kube-apiserver: expires in 7d 0h, at 2026-11-28 12:00 UTC',
    },
  ]);
  const nameless = inFiles(file({ subject: '', notAfter: now - 1 }));
  t.match(fileCertificateExpired.detect(nameless, now), [{ text: /^a certificate without a subject: expired 1s ago/ }]);
  t.end();
});

void t.test('a certificate with a short lifetime is a warning early, unless it is renewed in time as a rule', (t) => {
  const found = (left: number, renewalShare?: number) => {
    const short = certificate({ notBefore: now - (5 - left) * day, notAfter: now + left * day });
    const held = { label: '1', certificate: short, renewalShare };
    return fileCertificateEnding.detect(inFiles({ path, outcome: { state: 'read' }, certificates: [held] }), now);
  };
  t.match(found(2.5), [{ severity: 'warning', text: /valid for only 5d 0h/ }]);
  t.same(found(2.5, 0.4), []);
  t.match(found(0.9), [{ severity: 'warning', text: /UTC$/ }]);
  t.match(found(0.4), [{ severity: 'critical' }]);
  t.end();
});

void t.test('a certificate that is served from the file is skipped', (t) => {
  const ended = { notAfter: now - 1 };
  const chain = { label: '2', certificate: certificate({ ...ended, subject: 'CN=sub' }) };
  const files = [{ ...file(ended), certificates: [...file(ended).certificates, chain] }];
  t.match(fileCertificateExpired.detect({ files, serving: [serving(ended, ended)] }, now), [{ text: /^CN=sub: / }]);
  const stale = serving({ fingerprintSha256: 'cd' }, ended);
  t.equal(fileCertificateExpired.detect({ files, serving: [stale] }, now).length, 2);
  t.end();
});

void t.test('files that could not be read', (t) => {
  const outcomes: readonly FileOutcome[] = [{ state: 'read' }, { state: 'skipped', because: 'key' }, failed('empty')];
  t.same(fileNotRead.detect(inFiles(...outcomes.map((outcome) => file({}, outcome)))), [
    { severity: 'warning', addresses: [], files: [path], text: 'empty' },
  ]);
  const unknown = (Object.keys(fileReasons) as FileReason[]).filter(
    (reason) => fileNotRead.detect(inFiles(file({}, failed(reason))))[0]?.severity === 'unknown',
  );
  t.same(unknown, [
    'forbidden',
    'too_large',
    'unanswered',
    'unreadable',
    'too_many_certificates',
    'too_many_files',
    'timeout',
  ]);
  t.end();
});

void t.test('a file that is not served', (t) => {
  const old = { fingerprintSha256: 'cd', notAfter: now + 65 * day };
  const detect = (served: Partial<Certificate>, held: Partial<Certificate>) =>
    fileNotServed.detect({ files: [], serving: [serving(served, held)] });
  t.same(detect({}, {}), []);
  t.same(detect(old, {}), [
    {
      severity: 'warning',
      addresses: ['a:6443'],
      files: [path],
      text: 'the file was renewed: the certificate in the file expires at 2027-08-13 12:00 UTC, the served one at 2027-01-25 12:00 UTC',
    },
  ]);
  t.match(detect({}, old), [
    { text: /^the file has another certificate: the certificate in the file expires at 2027-01-25/ },
  ]);
  t.end();
});
