import { stat } from 'node:fs/promises';
import t from 'tap';
import { guardFile } from '../../src/document/guard-file.js';

void t.test('passes on what the file system answers', async (t) => {
  t.ok((await guardFile('stat', '/', () => stat('/'))).isDirectory());
  await t.rejects(
    guardFile('stat', '/nonexistent', () => stat('/nonexistent')),
    { code: 'ENOENT' },
  );
});
