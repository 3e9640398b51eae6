import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findFiles } from '../../../src/cli/export/find-files.js';
import { sha256 } from '../../../src/cli/export/sha256.js';

void t.test('files have their hash, and what no export replaces is something else', async (t) => {
  const folder = t.testdir({ file: 'a', sub: { file: 'b', deeper: { file: 'c' } }, large: '' });
  truncateSync(join(folder, 'large'), 2 ** 23);
  symlinkSync('file', join(folder, 'link'));
  symlinkSync('sub', join(folder, 'linked'));
  mkdirSync(join(folder, 'folder'));
  const paths = ['file', 'sub/file', 'sub/deeper/file', 'large', 'none', 'none/file', 'sub/none'];
  const others = ['link', 'folder', 'linked/file', 'linked/deeper/file', 'file/file'];
  t.same(
    await findFiles(folder, [...paths, ...others]),
    new Map<string, object>([
      ['file', { kind: 'file', hash: sha256('a') }],
      ['sub/file', { kind: 'file', hash: sha256('b') }],
      ['sub/deeper/file', { kind: 'file', hash: sha256('c') }],
      ['large', { kind: 'file', hash: '' }],
      ...others.map((path) => [path, { kind: 'other' }] as const),
    ]),
  );
});

void t.test('a folder that is missing has nothing', async (t) => {
  t.same(await findFiles(join(t.testdir(), 'none'), ['file', 'sub/file']), new Map());
});
