import { execFileSync } from 'node:child_process';
import { renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readFileNow, stampFile } from '../../src/web-config/read-file-now.js';

void t.test('a whole file, or the reason of the failure', (t) => {
  const folder = t.testdir({ file: 'content', empty: '' });
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  symlinkSync('circle', join(folder, 'circle'));
  const read = (name: string, maxBytes = 7) => {
    const content = readFileNow(join(folder, name), maxBytes);
    return content.ok ? Buffer.from(content.bytes).toString() : content.failure;
  };
  t.equal(read('file'), 'content');
  t.equal(read('empty'), '');
  t.equal(read('file', 6), 'too_large');
  t.equal(read('nothing'), 'missing');
  t.equal(read('file/below'), 'missing');
  t.equal(read('.'), 'directory');
  t.equal(read('pipe'), 'not_a_file');
  t.equal(read('circle'), 'link_cycle');
  t.end();
});

void t.test('the stamp changes only with the file', (t) => {
  const folder = t.testdir({ file: 'a', other: 'b' });
  const [file, other, link] = ['file', 'other', 'link'].map((name) => join(folder, name)) as [string, string, string];
  symlinkSync('file', link);
  const before = stampFile(link);
  t.equal(stampFile(link), before);
  t.equal(stampFile(file), before, 'links are followed');

  const stamps = new Set([before]);
  writeFileSync(file, 'longer');
  stamps.add(stampFile(link));
  utimesSync(file, 1, 1);
  stamps.add(stampFile(link));
  renameSync(other, file);
  stamps.add(stampFile(link));
  t.equal(stamps.size, 4, 'each change shows');
  t.end();
});

void t.test('a missing file has a stamp too', (t) => {
  t.equal(stampFile('/nonexistent/file'), 'ENOENT');
  t.end();
});
