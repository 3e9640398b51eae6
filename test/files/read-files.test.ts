import { rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { fileExists, readFile } from '../../src/document/read-file.js';
import { expandPattern } from '../../src/files/expand-pattern.js';
import type { FileReport } from '../../src/files/file-report.js';
import { type FileDependencies, readFiles } from '../../src/files/read-files.js';
import type { Progress } from '../../src/net/progress.js';
import { decodeCertificate } from '../../src/x509/decode.js';

const { pem } = await createAuthority({ commonName: 'kubernetes' });
const dependencies: FileDependencies = {
  expand: expandPattern,
  read: readFile,
  exists: fileExists,
  decode: decodeCertificate,
};

/** `name state CN…` of each file, its folder cut off. */
function short(reports: readonly FileReport[]): readonly string[] {
  return reports.map(({ path, outcome, certificates }) => {
    const state = outcome.state === 'failed' ? outcome.reason : outcome.state;
    const names = certificates.map(({ certificate }) => certificate.subjectCommonName);
    return [path.split('/').at(-1), state, ...names].join(' ');
  });
}

void t.test('each file once, whatever becomes of the others', async (t) => {
  const folder = t.testdir({
    'ca.crt': pem,
    'ca.key': '-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----',
    'empty.crt': '',
  });
  const specs = [
    { folder, patterns: ['*.crt', 'ca.*'] },
    { folder, patterns: ['none/*.crt'] },
  ];
  const { done, soFar } = readFiles(
    { specs, paths: [join(folder, 'ca.crt'), join(folder, 'gone.pem'), folder] },
    dependencies,
  );
  const reports = await done;
  t.same(short(reports), [
    'ca.crt read kubernetes',
    'empty.crt empty',
    'ca.key skipped',
    'gone.pem missing',
    `${folder.split('/').at(-1) ?? ''} directory`,
    '*.crt missing',
  ]);
  t.same(soFar(), reports);
});

void t.test('a file that vanishes after it was found is reported', async (t) => {
  const folder = t.testdir({ 'ca.crt': pem });
  const expand: FileDependencies['expand'] = async (...pattern) => {
    const found = await expandPattern(...pattern);
    rmSync(join(folder, 'ca.crt'));
    return found;
  };
  const { done } = readFiles({ specs: [{ folder, patterns: ['*.crt'] }], paths: [] }, { ...dependencies, expand });
  t.match(await done, [{ outcome: { state: 'failed', reason: 'missing', message: 'no such file' } }]);
});

void t.test('a file that hangs is reported, and the others are read', async (t) => {
  const stuck = new Promise<never>(() => undefined);
  const content = { ok: true, bytes: Buffer.from(pem) } as const;
  const read: FileDependencies['read'] = (path) => (path === '/hangs' ? stuck : Promise.resolve(content));
  const reading = readFiles({ specs: [], paths: ['/hangs', '/a', '/b'] }, { ...dependencies, read });
  await until(reading, 'b read kubernetes');
  t.same(short(reading.soFar()), ['hangs timeout', 'a read kubernetes', 'b read kubernetes']);

  const searching = readFiles(
    { specs: [{ folder: '/', patterns: ['*.crt'] }], paths: ['/a'] },
    { ...dependencies, expand: () => stuck },
  );
  t.same(short(searching.soFar()), ['*.crt timeout', 'a timeout']);
  t.end();
});

/** Lets promises continue until a report is there. The test's own limit ends it otherwise. */
async function until({ soFar }: Progress<readonly FileReport[]>, report: string): Promise<void> {
  while (!short(soFar()).includes(report)) await new Promise(setImmediate);
}

void t.test('no more than two are read at once', async (t) => {
  let [now, most] = [0, 0];
  const read: FileDependencies['read'] = async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise(setImmediate);
    now -= 1;
    return { ok: false, failure: 'missing' };
  };
  await readFiles({ specs: [], paths: ['/a', '/b', '/c', '/d', '/e'] }, { ...dependencies, read }).done;
  t.equal(most, 2);
});

void t.test('files that kubeconfigs name are read as well, but not what those name', async (t) => {
  const folder = t.testdir({
    pki: { 'ca.crt': pem, 'both.pem': '{clusters: [{cluster: {certificate-authority: next.crt}}]}' },
    'a.conf': [
      'clusters: [{name: c, cluster: {certificate-authority: pki/ca.crt}}, {cluster: {certificate-authority: gone.crt}}]',
      'users: [{name: u, user: {client-certificate: pki/both.pem, client-key: u.key}}, {user: {client-certificate: /no/such/a.crt}}]',
    ].join('\n'),
  });
  const reports = await readFiles({ specs: [{ folder, patterns: ['*.conf'] }], paths: [] }, dependencies).done;
  t.same(short(reports), ['a.conf read', 'ca.crt read kubernetes', 'gone.crt missing', 'both.pem read']);
});
