import { renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { askFileState } from '../../src/document/file-state.js';

void t.test('the stamp changes with the file, and with the file that a link leads to', async (t) => {
  const folder = t.testdir({ one: { 'ca.crt': 'a' }, two: { 'ca.crt': 'a' } });
  symlinkSync('one', `${folder}/..data`);
  symlinkSync('..data/ca.crt', `${folder}/ca.crt`);
  const ask = async () => {
    const state = await askFileState(`${folder}/ca.crt`);
    return state.ok ? state.stamp : state.failure;
  };
  const stamps = [await ask(), await ask()];
  t.equal(stamps[0], stamps[1]);
  symlinkSync('two', `${folder}/..data_tmp`);
  renameSync(`${folder}/..data_tmp`, `${folder}/..data`);
  stamps.push(await ask());
  writeFileSync(`${folder}/two/new`, 'a');
  renameSync(`${folder}/two/new`, `${folder}/two/ca.crt`);
  stamps.push(await ask());
  writeFileSync(`${folder}/two/ca.crt`, 'bb');
  stamps.push(await ask());
  t.equal(new Set(stamps).size, 4);
});

void t.test('the last change is the later of the two times', async (t) => {
  const path = `${t.testdir({ file: '' })}/file`;
  const begun = Date.now() / 1000;
  utimesSync(path, 1000, 1000);
  const touched = await askFileState(path);
  t.ok(touched.ok && Math.abs(touched.changedAt - begun) < 60, 'the inode was changed now');
  utimesSync(path, begun + 1000, begun + 1000);
  const ahead = await askFileState(path);
  t.ok(ahead.ok && ahead.changedAt > begun + 900);
});

void t.test('a file that is not there', async (t) => {
  t.same(await askFileState(`${t.testdir({})}/none`), { ok: false, failure: 'missing' });
});
