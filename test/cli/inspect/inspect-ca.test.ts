import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { createAuthority } from '../../../demo/pki.js';
import type { InspectOptions } from '../../../src/cli/inspect/command.js';
import { inspect } from '../../../src/cli/inspect/inspect.js';
import { fileExists, readFile } from '../../../src/document/read-file.js';
import { base64 } from '../../fixtures/base64.js';

const folder = t.testdir();
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const now = Math.floor(Date.now() / 1000);
const authority = await createAuthority({ commonName: 'kubernetes' });
const leaf = await authority.issue({ commonName: 'kube-apiserver', dnsNames: ['api'], notAfter: now + 86_400 });
const [ca, chain] = [file('ca.crt', authority.pem), file('apiserver.crt', leaf.pem)];
const until = `${new Date((now + 86_400) * 1000).toISOString().slice(0, 19)}Z`;

async function run(files: readonly string[], given: Partial<InspectOptions>, stdin = '') {
  let [stdout, stderr] = ['', ''];
  const io = { stdout: (text: string) => void (stdout += text), stderr: (text: string) => void (stderr += text) };
  const code = await inspect(files, { names: [], output: 'json', ca, at: undefined, ...given }, io, {
    readFile,
    fileExists,
    readStdin: () => Promise.resolve({ ok: true, bytes: Buffer.from(stdin) }),
    now: () => now + 0.5,
    color: false,
    width: 80,
  });
  return { code, stderr, stdout, rows: (stdout === '' ? [] : JSON.parse(stdout)) as readonly object[] };
}

void t.test('each file is judged as a chain', async (t) => {
  const kubeconfig = file('admin.conf', `users: [{user: {client-certificate-data: ${base64(leaf.pem)}}}]`);
  const files = [
    chain,
    file('bundle.crt', leaf.chain.join('\n')),
    file('cut.der', leaf.der.subarray(0, -9)),
    kubeconfig,
  ];
  const { code, stderr, rows } = await run(files, { names: ['api'] });
  t.same([code, stderr], [2, '']);
  const accepted = [{ name: 'api', accepted: true, until }];
  const message = 'tls: failed to parse certificate from server: x509: malformed certificate';
  t.match(rows, [
    { subject: 'CN=kube-apiserver', verdicts: accepted },
    { subject: 'CN=kube-apiserver', verdicts: accepted },
    { subject: 'CN=kubernetes', verdicts: undefined },
    { error: {}, verdicts: [{ name: 'api', accepted: false, reason: 'malformed', message }] },
    { entry: 'user', verdicts: undefined, notJudged: /kubeconfig$/ },
  ]);
  t.equal((await run([chain], { names: ['api'] })).code, 0);
});

void t.test('at another time', async (t) => {
  const { code, rows } = await run([chain], { at: now + 86_401 });
  t.equal(code, 2);
  t.match(rows, [{ verdicts: [{ name: null, accepted: false, reason: 'expired' }] }]);
  t.match(await run([chain], { ca: undefined, at: now + 86_401 }), { code: 0, rows: [{ verdicts: undefined }] });
});

void t.test('the CA', async (t) => {
  t.match(await run([chain], { ca: '-' }, authority.pem), { code: 0, rows: [{ verdicts: [{ until }] }] });
  const twice = { oid: '1.2.3', value: Uint8Array.of(5, 0) };
  const odd = await createAuthority({ commonName: 'odd', extensions: [twice, twice] });
  const both = file('both.crt', `${authority.pem}\n${odd.pem}`);
  const left = await run([chain], { ca: both });
  t.equal(left.code, 0);
  t.match(left.stderr, `--ca ${both}: left out, as Go clients do: certificate 2: x509: certificate contains duplicate`);
  const missing = await run([chain], { ca: '/nowhere/ca.crt' });
  t.match(missing, { code: 1, stdout: '', stderr: /^--ca \/nowhere\/ca\.crt: no such file; expected the CA .*\n$/ });
  t.match(await run([chain, '-'], { ca: '-' }), { code: 1, stdout: '', stderr: /^--ca -: standard input cannot be/ });
});

void t.test('as a process', (t) => {
  const bin = fileURLToPath(new URL('../../../src/bin.js', import.meta.url));
  const args = [bin, 'inspect', '--ca', ca, chain, '--name', 'api', '--name', '10.0.0.1'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, CI: '1' },
  });
  t.match({ status, stderr }, { status: 2, stderr: '' });
  t.match(stdout, `kubectl │ accepts api until ${until.slice(0, 19).replace('T', ' ')} UTC, `);
  t.match(stdout, '│ refuses 10.0.0.1: x509: cannot validate certificate for 10.0.0.1 because it ');
  const before = spawnSync(process.execPath, [...args.slice(0, 7), '--at', '2020-01-01'], { encoding: 'utf8' });
  t.equal(before.status, 2);
  t.match(before.stdout, 'not valid yet');
  t.match(before.stdout, 'refuses api: x509: certificate has expired or is not yet valid: current');
  t.end();
});
