import { join } from 'node:path';
import t from 'tap';
import { fileExists } from '../../src/files/file-exists.js';

void t.test('what is there, what is not, and what cannot be told', async (t) => {
  const folder = t.testdir({ 'ca.key': '', circle: t.fixture('symlink', 'circle') });
  t.equal(await fileExists(join(folder, 'ca.key')), true);
  t.equal(await fileExists(join(folder, 'none')), false);
  t.equal(await fileExists(join(folder, 'ca.key', 'below')), false);
  t.equal(await fileExists(join(folder, 'circle')), true, 'something is there');
});
