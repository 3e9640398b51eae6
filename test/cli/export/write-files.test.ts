import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { writeFiles } from '../../../src/cli/export/write-files.js';

const contents = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

void t.test('files in folders, which are made', async (t) => {
  const folder = join(t.testdir(), 'a', 'b');
  const files = new Map([
    ['x', 'one'],
    ['sub/y', 'two'],
  ]);
  t.same(await writeFiles(folder, files), { written: ['x', 'sub/y'], failure: undefined });
  t.same(contents(folder), ['sub', 'sub/y', 'x'], 'nothing else is left');
  t.equal(readFileSync(join(folder, 'sub/y'), 'utf8'), 'two');
  writeFileSync(join(folder, 'x'), 'longer than before');
  chmodSync(join(folder, 'x'), 0o600);
  t.same(await writeFiles(folder, files), { written: ['x', 'sub/y'], failure: undefined });
  t.equal(readFileSync(join(folder, 'x'), 'utf8'), 'one');
  t.equal(statSync(join(folder, 'x')).mode & 0o777, 0o600, 'who may read it stays');
});

void t.test('a file that cannot be written: all others are as they were', async (t) => {
  const folder = t.testdir({ x: 'old' });
  const name = 'n'.repeat(300);
  const { written, failure } = await writeFiles(
    folder,
    new Map([
      ['x', 'new'],
      [name, ''],
    ]),
  );
  t.same([written, failure], [[], { path: name, text: 'cannot be written (ENAMETOOLONG)' }]);
  t.same(contents(folder), ['x']);
  t.equal(readFileSync(join(folder, 'x'), 'utf8'), 'old');
});

void t.test('a folder in the place of a file: what was written before it is said', async (t) => {
  const folder = t.testdir({ x: 'old' });
  mkdirSync(join(folder, 'y'));
  const files = new Map([
    ['x', 'new'],
    ['y', 'new'],
  ]);
  t.match(await writeFiles(folder, files), { written: ['x'], failure: { path: 'y' } });
  t.same(contents(folder), ['x', 'y']);
});

void t.test('what is no folder', async (t) => {
  const folder = t.testdir({ file: 'old' });
  symlinkSync('loop', join(folder, 'loop'));
  symlinkSync('nothing', join(folder, 'dangling'));
  for (const [name, text] of [
    ['file', 'not a folder'],
    ['loop', 'its symbolic links form a loop'],
    ['file/sub', 'not a folder'],
    ['dangling', 'no folder can be made there'],
  ] as const)
    t.same(
      await writeFiles(join(folder, name), new Map([['x', '']])),
      { written: [], failure: { path: '', text } },
      name,
    );
});
