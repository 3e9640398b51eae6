import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { readFile } from '../../src/document/read-file.js';
import { createAccessReader } from '../../src/kube/access-reader.js';
import { inClusterAccess } from '../../src/kube/in-cluster.js';
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
