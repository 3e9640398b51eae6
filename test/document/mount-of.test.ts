import t from 'tap';
import { mountOf } from '../../src/document/mount-of.js';

const table = () =>
  ['/', '/mnt', '/mnt/nfs', '/mnt/with\\040blank']
    .map((point, at) => `${at} 1 0:1 / ${point} rw - nfs server:/ rw`)
    .join('\n');

void t.test('the longest mount point above the path', (t) => {
  const expected = {
    '/etc/a': '/',
    '/mnt': '/mnt',
    '/mnt/nfs/a/b': '/mnt/nfs',
    '/mnt/nfs2': '/mnt',
    '/mnt/with blank/a': '/mnt/with blank',
  };
  for (const [path, point] of Object.entries(expected)) t.equal(mountOf(path, table), point, path);
  t.equal(
    mountOf('/a', () => ''),
    '/',
    'no table',
  );
  t.match(mountOf('/proc/self/stat'), /^\/(proc)?$/);
  t.end();
});
