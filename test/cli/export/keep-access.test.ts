import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { keepAccess } from '../../../src/cli/export/keep-access.js';

const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8);

void t.test('the mode of the old file, whatever the umask is', async (t) => {
  const folder = t.testdir({ old: '', next: '' });
  const [old, next] = [join(folder, 'old'), join(folder, 'next')];
  for (const mode of ['600', '640', '644', '444', '755']) {
    chmodSync(old, Number.parseInt(mode, 8));
    await keepAccess(old, next);
    t.equal(modeOf(next), mode);
  }
});

void t.test('without an old file, nothing changes', async (t) => {
  const folder = t.testdir({ next: '', file: '' });
  const next = join(folder, 'next');
  chmodSync(next, 0o604);
  await keepAccess(join(folder, 'none'), next);
  t.equal(modeOf(next), '604');
  await t.rejects(keepAccess(join(folder, 'file/old'), next), { code: 'ENOTDIR' });
});

const asRoot = process.getuid?.() === 0 ? {} : { skip: 'only root may give files away' };

void t.test('owner and group of the old file', asRoot, async (t) => {
  const folder = t.testdir({ old: '', next: '' });
  const [old, next] = [join(folder, 'old'), join(folder, 'next')];
  chownSync(old, 1234, 5678);
  chmodSync(old, 0o640);
  await keepAccess(old, next);
  t.match(statSync(next), { uid: 1234, gid: 5678 });
  t.equal(modeOf(next), '640');
});

void t.test('a user who may not set the owner leaves the mode', asRoot, async (t) => {
  // The other user might not reach the project.
  const folder = mkdtempSync(join(tmpdir(), 'keep-access-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o755);
  const [old, next] = [join(folder, 'old'), join(folder, 'next')];
  for (const file of [old, next]) writeFileSync(file, '');
  chmodSync(old, 0o600);
  chmodSync(next, 0o644);
  chownSync(next, 65_534, 65_534);
  process.seteuid?.(65_534);
  try {
    await keepAccess(old, next);
  } finally {
    process.seteuid?.(0);
  }
  t.equal(modeOf(next), '644');
});
