import { statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { makeFolder } from '../../../src/cli/export/make-folder.js';

void t.test('a folder, those above it, and one that is there', async (t) => {
  const folder = t.testdir({ sub: {} });
  for (const path of ['one', 'two/three/four', 'sub', 'sub/', 'sub/../five/./six']) {
    await makeFolder(join(folder, path));
    t.ok(statSync(join(folder, path)).isDirectory(), path);
  }
});

void t.test('where no folder can be made, it ends', async (t) => {
  const folder = t.testdir({ file: '' });
  symlinkSync('nothing', join(folder, 'dangling'));
  symlinkSync('loop', join(folder, 'loop'));
  const codes = {
    'file/sub': 'ENOTDIR',
    'dangling/sub': 'ENOENT',
    'loop/sub': 'ELOOP',
    [`${'n'.repeat(300)}/sub`]: 'ENAMETOOLONG',
  };
  for (const [path, code] of Object.entries(codes)) await t.rejects(makeFolder(join(folder, path)), { code }, path);
  await t.rejects(makeFolder(''), { code: 'ENOENT' });
});

const linux = process.platform === 'linux' ? {} : { skip: 'there is no /proc' };

void t.test('/proc says of a folder that it does not exist, which does', linux, async (t) => {
  for (const path of ['/proc/none', '/proc/none/sub/deeper', '/proc/self/none'])
    await t.rejects(makeFolder(path), { code: 'ENOENT' }, path);
});
