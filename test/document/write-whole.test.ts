import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { writeWhole } from '../../src/document/write-whole.js';

void t.test('a new file, and one that is there, whose mode stays', async (t) => {
  const path = join(t.testdir(), 's.json');
  t.equal(await writeWhole(path, 'one'), undefined);
  chmodSync(path, 0o640);
  t.equal(await writeWhole(path, 'two'), undefined);
  t.equal(readFileSync(path, 'utf8'), 'two');
  t.equal(statSync(path).mode & 0o777, 0o640);
  t.same(readdirSync(join(path, '..')), ['s.json'], 'nothing is left behind');
});

void t.test(
  'a new file has the mode that is asked for, whatever the umask, and one that is there keeps its own',
  async (t) => {
    const path = join(t.testdir(), 'check.prom');
    const umask = process.umask(0o077);
    try {
      t.equal(await writeWhole(path, 'one', 0o644), undefined);
    } finally {
      process.umask(umask);
    }
    t.equal(statSync(path).mode & 0o777, 0o644);
    chmodSync(path, 0o600);
    t.equal(await writeWhole(path, 'two', 0o644), undefined);
    t.equal(statSync(path).mode & 0o777, 0o600);
  },
);

void t.test('a text in parts, of which the last one fails: nothing is written', async (t) => {
  const path = join(t.testdir({ 's.json': 'old' }), 's.json');
  t.equal(await writeWhole(path, ['one', '\n', 'two']), undefined);
  t.equal(readFileSync(path, 'utf8'), 'one\ntwo');
  function* failing(): Generator<string> {
    yield 'three';
    throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  }
  t.equal(await writeWhole(path, failing()), 'no space is left on its file system');
  t.equal(readFileSync(path, 'utf8'), 'one\ntwo');
  t.same(readdirSync(join(path, '..')), ['s.json'], 'nothing is left behind');
});

void t.test('who has the old file open reads it to its end', async (t) => {
  const path = join(t.testdir({ 's.json': 'old' }), 's.json');
  const { ino } = statSync(path);
  t.equal(await writeWhole(path, 'new'), undefined);
  t.not(statSync(path).ino, ino);
});

void t.test('a symbolic link stays, and a long name is no obstacle', async (t) => {
  const folder = t.testdir({ real: { 's.json': 'old' } });
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'real', 's.json'), link);
  t.equal(await writeWhole(link, 'new'), undefined);
  t.ok(lstatSync(link).isSymbolicLink());
  t.equal(readFileSync(join(folder, 'real', 's.json'), 'utf8'), 'new');
  t.equal(await writeWhole(join(folder, 'a'.repeat(255)), 'x'), undefined);
});

void t.test('what cannot be written is said, and nothing has changed', async (t) => {
  const folder = t.testdir({ file: 'old' });
  mkdirSync(join(folder, 'folder'));
  symlinkSync('loop', join(folder, 'loop'));
  t.equal(await writeWhole(folder, 'x'), 'a directory, expected a file');
  t.equal(await writeWhole('/dev/null', 'x'), 'a pipe, socket or device, expected a file');
  t.ok(statSync('/dev/null').isCharacterDevice());
  t.equal(await writeWhole(join(folder, 'none', 's.json'), 'x'), 'its folder does not exist');
  t.equal(await writeWhole(join(folder, 'file', 's.json'), 'x'), 'its folder does not exist');
  t.equal(await writeWhole(join(folder, 'loop'), 'x'), 'its symbolic links form a loop');
  t.match(await writeWhole(join(folder, 'a'.repeat(300)), 'x'), /^cannot be written \(ENAMETOOLONG\)$/);
  t.same(readdirSync(folder).sort(), ['file', 'folder', 'loop']);
});

void t.test('where writing fails half way, the old file is kept, and no part of the new one', async (t) => {
  const path = join(t.testdir({ 's.json': 'old' }), 's.json');
  t.match(await writeWhole(path, 7 as unknown as string), /^cannot be written \(ERR_INVALID_ARG_TYPE\)$/);
  t.equal(readFileSync(path, 'utf8'), 'old');
  t.same(readdirSync(join(path, '..')), ['s.json']);
});
