import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { expandPattern, maxFiles } from '../../src/files/expand-pattern.js';
import { type FolderFs, maxFolders } from '../../src/files/folder-watch.js';

/** What a pattern leads to, relative to the folder, and what is wrong. */
async function expand(folder: string, pattern: string, fs?: FolderFs) {
  const { paths, failures } = await expandPattern(folder, pattern, fs);
  const relative = (path: string): string => path.replace(`${folder}/`, '');
  const problems = failures.map(
    ({ path, outcome }) => `${relative(path)} ${outcome.state === 'failed' ? outcome.reason : ''}`,
  );
  return [...paths.map(relative), ...problems];
}

function pki(t: Test): string {
  return t.testdir({
    'admin.conf': '',
    pki: {
      'ca.crt': '',
      'ca.key': '',
      '.hidden.crt': '',
      '..data': { 'data.crt': '' },
      'linked.crt': t.fixture('symlink', '..data/data.crt'),
      'dangling.crt': t.fixture('symlink', 'nowhere'),
      'circle.crt': t.fixture('symlink', 'circle.crt'),
      'folder.crt': {},
      etcd: { 'ca.crt': '', loop: t.fixture('symlink', '..') },
    },
  });
}

void t.test('paths and patterns', async (t) => {
  const folder = pki(t);
  const flat = ['pki/ca.crt', 'pki/circle.crt', 'pki/dangling.crt', 'pki/linked.crt'];
  t.same(await expand(folder, 'pki/*.crt'), flat);
  t.same(
    await expand('/', `${folder}/pki/*.crt`),
    flat.map((path) => join(folder, path)),
  );
  t.same(await expand(join(folder, 'pki'), '../{*.conf,pki/e*/ca.crt}'), [join(folder, 'admin.conf'), 'etcd/ca.crt']);
  t.same((await expand(folder, '**/ca.crt')).slice(0, 2), ['pki/ca.crt', 'pki/etcd/ca.crt']);
  t.same(await expand(folder, 'pki/.h*'), ['pki/.hidden.crt']);
  t.same(await expand(folder, 'pki/ca.crt'), ['pki/ca.crt']);
  t.same(await expand(folder, 'no/such.file'), ['no/such.file']);
});

void t.test("the folder's own name is not a pattern", async (t) => {
  const folder = join(t.testdir({ 'a[b]*{c}': { 'x.crt': '' }, ab: { 'y.crt': '' } }), 'a[b]*{c}');
  t.same(await expand(folder, '*.crt'), ['x.crt']);
});

void t.test('a pattern that leads to no file', async (t) => {
  const folder = pki(t);
  t.same(await expand(folder, '*.crt'), ['*.crt missing']);
  t.same(await expand(folder, 'none/*.crt'), ['none/*.crt missing']);
});

void t.test('folders that cannot be listed are reported, and the others searched', async (t) => {
  const folder = pki(t);
  const fs = {
    ...nodeFs,
    readdir: ((
      path: string,
      options: { withFileTypes: true },
      done: (error: Error | null, entries?: nodeFs.Dirent[]) => void,
    ) => {
      if (path.endsWith('/etcd/')) done(Object.assign(new Error(), { code: 'EACCES' }));
      else nodeFs.readdir(path, options, done);
    }) as unknown as FolderFs['readdir'],
  };
  t.same(await expand(folder, 'pki/**/ca.*', fs), ['pki/ca.crt', 'pki/ca.key', 'pki/etcd forbidden']);
  const root = {
    ...fs,
    readdir: ((_path: string, _options: object, done: (error: Error) => void) =>
      done(Object.assign(new Error(), { code: 'EACCES' }))) as unknown as FolderFs['readdir'],
  };
  t.same(await expand('/', '*.crt', root), ['/ forbidden']);
});

void t.test('too many files, too many folders', async (t) => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => String(at).padStart(4, '0'));
  const folder = t.testdir({
    files: Object.fromEntries(names(maxFiles + 1).map((name) => [name, ''])),
    folders: Object.fromEntries(names(maxFolders).map((name) => [name, {}])),
  });
  const files = await expand(folder, 'files/*');
  t.equal(files.length, maxFiles + 1);
  t.same(files.slice(-2), [`files/${String(maxFiles - 1).padStart(4, '0')}`, 'files/* too_many_files']);
  t.same(await expand(folder, 'folders/**/*'), ['folders/**/* too_many_files']);
  t.same(await expand(folder, 'folders/*/*.crt'), ['folders/*/*.crt too_many_files']);
});
