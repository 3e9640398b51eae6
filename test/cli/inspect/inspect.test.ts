import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { createAuthority } from '../../../demo/pki.js';
import { inspect, type InspectEnvironment } from '../../../src/cli/inspect/inspect.js';
import { fileExists, readFile } from '../../../src/document/read-file.js';

const folder = t.testdir();
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const environment = (stdin = ''): InspectEnvironment => ({
  readFile,
  fileExists,
  readStdin: () => Promise.resolve({ ok: true, bytes: Buffer.from(stdin) }),
  now: () => 1_800_000_000.5,
  color: false,
  width: 80,
});

const noOptions = { names: [], output: 'json', ca: undefined, at: undefined } as const;

async function run(
  files: readonly string[],
  names: readonly string[],
  given: InspectEnvironment | undefined = environment(),
) {
  let stdout = '';
  const io = { stdout: (text: string) => void (stdout += text), stderr: (text: string) => t.fail(text) };
  const code = await inspect(files, { ...noOptions, names }, io, given);
  return { code, rows: JSON.parse(stdout) as readonly Record<string, unknown>[] };
}

void t.test('files, kubeconfigs and standard input', async (t) => {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const issued = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: ['k8ctl'],
    ipAddresses: ['10.96.0.1'],
  });
  const base64 = Buffer.from(issued.pem).toString('base64');
  const kubeconfig = `users: [{name: admin, user: {client-certificate-data: ${base64}}}]\n`;
  const files = [
    file('bundle.pem', issued.chain.join('\n')),
    file('leaf.der', issued.der),
    file('admin.conf', kubeconfig),
    '-',
  ];
  const { code, rows } = await run(files, ['k8ctl', '10.96.0.1'], environment(issued.pem));
  t.equal(code, 0);
  t.same(
    rows.map(({ source, position, entry, subject }) => [source, position, entry, subject]),
    [
      [files[0], 1, undefined, 'CN=kube-apiserver'],
      [files[0], 2, undefined, 'CN=kubernetes'],
      [files[1], 1, undefined, 'CN=kube-apiserver'],
      [files[2], 1, 'user admin', 'CN=kube-apiserver'],
      ['-', 1, undefined, 'CN=kube-apiserver'],
    ],
  );
  t.same(rows[0]?.['names'], [
    { name: 'k8ctl', covered: true },
    { name: '10.96.0.1', covered: true },
  ]);
  t.equal((await run(files.slice(0, 1), ['10.220.70.56'])).code, 2);
});

void t.test('a file that cannot be read is a row, and the others are read', async (t) => {
  const { der } = await createAuthority({ commonName: 'a' });
  const files = [
    join(folder, 'none'),
    folder,
    file('text', 'hello'),
    file('empty', ''),
    file('cut.der', der.subarray(0, -9)),
    file('a.der', der),
  ];
  const { code, rows } = await run(files, []);
  t.equal(code, 1);
  t.match(rows, [
    { error: { reason: 'file_missing' } },
    { error: { reason: 'file_directory' } },
    { error: { reason: 'no_certificate' } },
    { error: { reason: 'no_certificate' } },
    { error: { reason: 'certificate_malformed' } },
    { subject: 'CN=a' },
  ]);
  t.equal((await run(files, ['a'])).code, 2);
});

void t.test('a table, with the real environment', async (t) => {
  const { pem } = await createAuthority({ commonName: 'a' });
  let stdout = '';
  const io = { stdout: (text: string) => void (stdout += text), stderr: () => undefined };
  t.equal(await inspect([file('a.pem', pem)], { ...noOptions, output: 'table' }, io), 0);
  t.match(stdout, /subject │ .*CN=a[^]*└[─┴]+┘\n$/);
});

void t.test('standard input, as a process', async (t) => {
  const { pem } = await createAuthority({ commonName: 'a' });
  const bin = fileURLToPath(new URL('../../../src/bin.js', import.meta.url));
  const args = [bin, 'inspect', '-', '--name', 'b', '--output', 'json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { input: pem, encoding: 'utf8' });
  t.match({ status, stderr }, { status: 2, stderr: '' });
  t.match(JSON.parse(stdout), [{ source: '-', position: 1, subject: 'CN=a', names: [{ name: 'b', covered: false }] }]);
});

void t.test('an invalid name is not covered, with a message', async (t) => {
  const { pem } = await createAuthority({ commonName: 'a' });
  let stderr = '';
  const io = { stdout: () => undefined, stderr: (text: string) => void (stderr += text) };
  const options = { ...noOptions, names: ['localhost:6443', 'localhost'] };
  t.equal(await inspect(['-'], options, io, environment(pem)), 2);
  t.equal(
    stderr,
    '--name localhost:6443: not a DNS name or an IP address (does it have a port?), so no certificate covers it\n',
  );
});
