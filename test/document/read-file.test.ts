import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import t from 'tap';
import { fileExists, readFailureMessage, readFile } from '../../src/document/read-file.js';

void t.test('a file is read unchanged', async (t) => {
  const folder = t.testdir({ empty: '', small: 'abc', large: 'x'.repeat(200_000) });
  const read = async (name: string, maxBytes: number) => {
    const content = await readFile(join(folder, name), maxBytes);
    return content.ok ? content.bytes.length : content.failure;
  };
  t.equal(await read('empty', 0), 0);
  t.equal(await read('small', 3), 3);
  t.equal(await read('small', 2), 'too_large');
  t.equal(await read('large', 200_000), 200_000);
  t.equal(await read('large', 199_999), 'too_large');
  await symlink('small', join(folder, 'link'));
  t.equal(await read('link', 3), 3);
  t.same(await readFile(join(folder, 'small'), 3), { ok: true, bytes: Buffer.from('abc') });
});

void t.test(
  'a file whose stat size is 0 is read to its end',
  { skip: !existsSync('/proc') && 'no /proc here' },
  async (t) => {
    const content = await readFile('/proc/self/stat', 100_000);
    t.ok(content.ok && content.bytes.length > 0);
    t.same(await readFile('/proc/self/stat', 5), { ok: false, failure: 'too_large' });
  },
);

void t.test('why a file cannot be read', async (t) => {
  const folder = t.testdir({ file: 'abc', folder: {} });
  const path = (name: string) => join(folder, name);
  execFileSync('mkfifo', [path('pipe')]);
  await symlink('cycle', path('cycle'));
  const server = createServer().listen(path('socket'));
  t.teardown(() => server.close());
  const table: readonly [path: string, failure: string][] = [
    [path('missing'), 'missing'],
    [path('missing/file'), 'missing'],
    [path('file/below'), 'missing'],
    ['', 'missing'],
    [path('folder'), 'directory'],
    [path('pipe'), 'not_a_file'],
    [path('socket'), 'not_a_file'],
    ['/dev/zero', 'not_a_file'],
    [path('cycle'), 'link_cycle'],
    [path('a\0b'), 'unreadable'],
    [path('x'.repeat(300)), 'unreadable'],
  ];
  for (const [file, failure] of table) t.same(await readFile(file, 10), { ok: false, failure }, file);
});

void t.test('without permission', async (t) => {
  const folder = t.testdir({ secret: 'x' });
  await chmod(join(folder, 'secret'), 0);
  // Root may read everything.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  const content = await readFile(join(folder, 'secret'), 10);
  if (isRoot) process.seteuid?.(0);
  t.same(content, { ok: false, failure: 'forbidden' });
});

void t.test('failures in words', (t) => {
  t.equal(readFailureMessage('missing', 10), 'no such file');
  t.equal(readFailureMessage('too_large', 10), 'larger than 10 bytes');
  t.end();
});

void t.test('files that exist, files that do not, and paths that cannot be checked', async (t) => {
  const folder = t.testdir({ 'ca.key': '', circle: t.fixture('symlink', 'circle') });
  t.equal(await fileExists(join(folder, 'ca.key')), true);
  t.equal(await fileExists(join(folder, 'none')), false);
  t.equal(await fileExists(join(folder, 'ca.key', 'below')), false);
  t.equal(await fileExists(join(folder, 'circle')), true, 'something is there');
});
