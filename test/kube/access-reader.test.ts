import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { type ReadFile, readFile } from '../../src/document/read-file.js';
import { createAccessReader } from '../../src/kube/access-reader.js';
import { inClusterAccess } from '../../src/kube/in-cluster.js';
import { kubeconfigContents } from '../../src/kube/kubeconfig-contents.js';
import { loadAccess } from '../../src/kube/load-access.js';

const tokenOf = (reading: Awaited<ReturnType<ReturnType<typeof createAccessReader>>>) =>
  reading.ok && reading.credentials.ok ? reading.credentials.credentials.token?.reveal() : undefined;

void t.test("a pod's token, replaced as the kubelet does it", async (t) => {
  const folder = t.testdir({});
  const { pem } = await createAuthority({ commonName: 'kubernetes' });
  /** Projected volumes: files are links into ..data, itself a link that is swapped (kubernetes/pkg/volume/util/atomic_writer.go). */
  const project = async (version: string, token: string) => {
    await mkdir(join(folder, version));
    await writeFile(join(folder, version, 'token'), token);
    await writeFile(join(folder, version, 'ca.crt'), pem);
    await symlink(version, join(folder, '..data_tmp'));
    await rename(join(folder, '..data_tmp'), join(folder, '..data'));
  };
  await project('..1', 'one');
  for (const name of ['token', 'ca.crt']) await symlink(`..data/${name}`, join(folder, name));

  const env = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
  const read = createAccessReader(() => inClusterAccess(env, folder), readFile);
  const first = await read();
  t.equal(tokenOf(first), 'one');
  t.equal(await read(), first, 'the very same while nothing changed');
  await project('..2', 'two');
  const second = await read();
  t.equal(tokenOf(second), 'two');
  t.equal(await read(), second);
  await writeFile(join(folder, '..2', 'token'), 'six');
  t.equal(tokenOf(await read()), 'six', 'also when it is written over at the same length');
});

void t.test('a kubeconfig that comes, changes and goes', async (t) => {
  const folder = t.testdir({});
  const path = join(folder, 'config');
  const read = createAccessReader(
    (read) => loadAccess({ paths: [path], required: true }, undefined, { env: {}, read }),
    readFile,
  );
  const write = (host: string) =>
    writeFile(
      path,
      `{"current-context":"a","contexts":[{"name":"a","context":{"cluster":"a"}}],"clusters":[{"name":"a","cluster":{"server":"https://${host}"}}]}`,
    );
  const missing = await read();
  t.match(missing, { ok: false, problems: [{ file: path, message: 'no such file' }] });
  t.equal(await read(), missing);
  await write('one');
  t.match(await read(), { ok: true, access: { server: { host: { text: 'one' } } }, credentials: { ok: true } });
  await write('two');
  t.match(await read(), { ok: true, access: { server: { host: { text: 'two' } } } });
});

void t.test('what has not changed is not parsed again; what failed is tried again', async (t) => {
  const kubeconfig = (host: string) =>
    `{"current-context":"a","contexts":[{"name":"a","context":{"cluster":"a","user":"a"}}],"clusters":[{"name":"a","cluster":{"server":"https://${host}"}}],"users":[{"name":"a","user":{"tokenFile":"token"}}]}`;
  const files: Record<string, string> = { '/etc/config': kubeconfig('one') };
  const readNow: ReadFile = (path) => {
    const text = files[path];
    return Promise.resolve(
      text === undefined ? { ok: false, failure: 'missing' } : { ok: true, bytes: Buffer.from(text) },
    );
  };
  const seen = { parsed: 0, busy: false };
  const contents = (bytes: Uint8Array) => {
    seen.parsed += 1;
    const late = { ok: false as const, problems: [{ path: '', message: 'took too long' }] };
    return Promise.resolve(seen.busy ? late : kubeconfigContents(bytes));
  };
  const read = createAccessReader(
    (read) => loadAccess({ paths: ['/etc/config'], required: true }, undefined, { env: {}, read, contents }),
    readNow,
  );
  t.match(await read(), { ok: true, credentials: { ok: false } }, 'the token is missing');
  files['/etc/token'] = 'one';
  const first = await read();
  t.equal(tokenOf(first), 'one');
  seen.parsed = 0;
  for (let probe = 0; probe < 3; probe += 1) t.equal(await read(), first);
  t.equal(seen.parsed, 0);
  files['/etc/token'] = 'two';
  t.equal(tokenOf(await read()), 'two', 'a file that the kubeconfig names counts as well');
  files['/etc/config'] = kubeconfig('two');
  seen.busy = true;
  t.match(await read(), { ok: false, problems: [{ message: 'took too long' }] });
  seen.busy = false;
  t.match(await read(), { ok: true, access: { server: { host: { text: 'two' } } } }, 'with the same files');
});
