import t from 'tap';
import { createKubeconfigFiles, problemsText } from '../../src/discovery/kubeconfig-files.js';
import { fleetDisk, kubeconfigText } from './fleet-files-fixture.js';

const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);

void t.test('files appear and vanish; the same array as long as nothing changes', async (t) => {
  const disk = fleetDisk({ '/etc/fleet/b': kubeconfigText(['b']), '/etc/fleet/a': kubeconfigText(['a']) });
  const find = createKubeconfigFiles({ folder: '/etc', patterns: ['fleet/*', 'fleet/a'] }, disk.dependencies);
  const first = await find();
  t.same([paths(first.files), first.problems], [['/etc/fleet/a', '/etc/fleet/b'], []]);
  t.equal((await find()).files, first.files);
  t.equal(disk.parsed, 2);
  disk.files.delete('/etc/fleet/b');
  disk.files.set('/etc/fleet/c', kubeconfigText(['c']));
  t.same(paths((await find()).files), ['/etc/fleet/a', '/etc/fleet/c']);
  disk.files.set('/etc/fleet/b', kubeconfigText(['b']));
  t.same(paths((await find()).files), ['/etc/fleet/a', '/etc/fleet/b', '/etc/fleet/c']);
  t.equal(disk.parsed, 4);
});

void t.test('a path that leads nowhere, and a pattern', async (t) => {
  const disk = fleetDisk();
  const find = createKubeconfigFiles({ folder: '/etc', patterns: ['gone.conf', 'fleet/*'] }, disk.dependencies);
  disk.failures = [
    { path: '/etc/fleet/*', outcome: { state: 'failed', reason: 'missing', message: 'no file matches' } },
  ];
  const { files, problems } = await find();
  t.same(files, []);
  t.equal(problemsText(problems.slice(1)), '/etc/fleet/*: no file matches; /etc/gone.conf: no such file');
});

void t.test('a folder that cannot be listed takes no file away, and one that is empty takes all', async (t) => {
  const disk = fleetDisk({ '/etc/fleet/a': kubeconfigText(['a']) });
  const find = createKubeconfigFiles({ folder: '/etc', patterns: ['fleet/*'] }, disk.dependencies);
  await find();
  const { expand } = disk.dependencies;
  const hiding = createKubeconfigFiles(
    { folder: '/etc', patterns: ['fleet/*'] },
    {
      ...disk.dependencies,
      expand: async (...pattern) =>
        disk.failures.length > 0 ? { paths: [], failures: disk.failures } : await expand(...pattern),
    },
  );
  t.same(paths((await hiding()).files), ['/etc/fleet/a']);
  disk.failures = [{ path: '/etc/fleet', outcome: { state: 'failed', reason: 'forbidden', message: 'no permission' } }];
  const hidden = await hiding();
  t.same(paths(hidden.files), ['/etc/fleet/a']);
  t.equal(problemsText(hidden.problems), '/etc/fleet: no permission');
  disk.failures = [
    { path: '/etc/fleet/*', outcome: { state: 'failed', reason: 'missing', message: 'no file matches' } },
  ];
  t.same(paths((await hiding()).files), []);
});
