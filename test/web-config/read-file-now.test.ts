import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readFileNow } from '../../src/web-config/read-file-now.js';

void t.test('a whole file, or why not', (t) => {
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
