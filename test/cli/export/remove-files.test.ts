import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { removeFiles } from '../../../src/cli/export/remove-files.js';

void t.test('files are removed, and what is still there is said', async (t) => {
  const folder = t.testdir({ a: '', b: '', sub: { c: '' } });
  mkdirSync(join(folder, 'folder'));
  const kept = await removeFiles(folder, ['a', 'sub/c', 'gone', 'folder']);
  t.same([...kept.keys()], ['folder']);
  t.same(readdirSync(folder, { recursive: true }).toSorted(), ['b', 'folder', 'sub']);
});
