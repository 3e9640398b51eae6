import { renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { stampFile } from '../../src/web-config/file-stamp.js';

void t.test('the same as long as the file is', (t) => {
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

void t.test('a file that is not there has one too', (t) => {
  t.equal(stampFile('/nonexistent/file'), 'ENOENT');
  t.end();
});
