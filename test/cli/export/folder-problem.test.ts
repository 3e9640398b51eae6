import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { folderProblem } from '../../../src/cli/export/folder-problem.js';

void t.test('a folder is there, or can be made, or something else is in its place', async (t) => {
  const folder = t.testdir({ file: '', sub: {} });
  symlinkSync('sub', join(folder, 'link'));
  symlinkSync('loop', join(folder, 'loop'));
  const problems = {
    sub: undefined,
    link: undefined,
    'none/below': undefined,
    file: 'not a folder',
    'file/below': 'not a folder',
    loop: 'its symbolic links form a loop',
  };
  for (const [name, problem] of Object.entries(problems))
    t.equal(await folderProblem(join(folder, name)), problem, name);
});
