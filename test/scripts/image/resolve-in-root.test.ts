import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { resolveInRoot } from '../../../scripts/image/resolve-in-root.js';

void t.test('links are followed inside of the root folder', (t) => {
  const root = t.testdir();
  mkdirSync(join(root, 'usr/lib/triplet'), { recursive: true });
  writeFileSync(join(root, 'usr/lib/triplet/a.so.1.2'), '');
  symlinkSync('usr/lib', join(root, 'lib'));
  symlinkSync('a.so.1.2', join(root, 'usr/lib/triplet/a.so.1'));
  symlinkSync('/lib/triplet/a.so.1', join(root, 'usr/lib/linker.so'));
  symlinkSync('../../../../../../lib/linker.so', join(root, 'usr/lib/above.so'));
  symlinkSync('loop', join(root, 'loop'));
  const found = join(root, 'usr/lib/triplet/a.so.1.2');
  for (const path of ['/lib/triplet/a.so.1', '/lib/linker.so', '/usr/lib/above.so'])
    t.equal(resolveInRoot(root, path), found);
  for (const path of ['/lib/none', '/loop', '/none/a']) t.equal(resolveInRoot(root, path), undefined);
  t.end();
});
