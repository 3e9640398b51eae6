import type { Dirent, NoParamCallback, Stats } from 'node:fs';
import t from 'tap';
import { createFolderWatch, type FolderFs, maxFolders } from '../../src/files/folder-watch.js';

const failing = (code: string) => Object.assign(new Error(code), { code });

/** A file system in which every call ends with this error, or else with nothing special. */
function fakeFs(code?: string): FolderFs {
  const error = code === undefined ? null : failing(code);
  const calls = {
    readdir: (_path: string, _options: object, done: (error: Error | null, entries?: unknown) => void) =>
      done(error, error ? undefined : ['entry']),
    realpath: (_path: string, done: (error: Error | null, path?: string) => void) =>
      done(error, error ? undefined : '/real'),
    stat: (_path: string, done: (error: Error | null, stats?: unknown) => void) =>
      done(error, error ? undefined : { isDirectory: () => true }),
  };
  return calls as unknown as FolderFs;
}

/** The answers that the library gets. */
function answers({ readdir, realpath, stat }: FolderFs) {
  const answered: unknown[] = [];
  readdir('/a/', { withFileTypes: true }, (...answer: [NodeJS.ErrnoException | null, Dirent[]]) =>
    answered.push(answer),
  );
  realpath('/a/link', (...answer: [NodeJS.ErrnoException | null, string]) => answered.push(answer));
  stat('/a/link', (error: Parameters<NoParamCallback>[0], stats: Stats) => answered.push([error, stats.isDirectory()]));
  return answered;
}

void t.test('a healthy file system is passed on unchanged', (t) => {
  const watch = createFolderWatch(fakeFs());
  t.same(answers(watch.fs), [
    [null, ['entry']],
    [null, '/real'],
    [null, true],
  ]);
  t.same([...watch.unreadable], []);
  t.notOk(watch.overflowed());
  t.end();
});

void t.test('folders that cannot be listed are remembered, and links that lead nowhere count as files', (t) => {
  const table = [
    ['EACCES', ['/a/', 'forbidden']],
    ['EPERM', ['/a/', 'forbidden']],
    ['EIO', ['/a/', 'unreadable']],
    ['ENOENT'],
    ['ENOTDIR'],
  ] as const;
  for (const [code, ...unreadable] of table) {
    const watch = createFolderWatch(fakeFs(code));
    t.same(
      answers(watch.fs),
      [
        [null, []],
        [null, '/a/link'],
        [null, false],
      ],
      code,
    );
    t.same([...watch.unreadable], unreadable);
  }
  const nameless = fakeFs();
  const odd = createFolderWatch({
    ...nameless,
    readdir: ((_path: string, _options: object, done: NoParamCallback) =>
      done(new Error('odd'))) as unknown as FolderFs['readdir'],
  });
  answers(odd.fs);
  t.same([...odd.unreadable], [['/a/', 'unreadable']]);
  t.end();
});

void t.test('beyond the limit no folder is listed', (t) => {
  const watch = createFolderWatch(fakeFs());
  for (let folder = 0; folder < maxFolders; folder += 1) answers(watch.fs);
  t.notOk(watch.overflowed());
  t.same(answers(watch.fs)[0], [null, []]);
  t.ok(watch.overflowed());
  t.end();
});
