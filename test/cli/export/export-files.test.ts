import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { ExportSource } from '../../../src/cli/export/exported.js';
import { exportFiles } from '../../../src/cli/export/export-files.js';
import { inventedFiles, ownFiles } from './own-files.js';

const bases = { runbooks: undefined, grafana: undefined };

const record = '.apiserver-cert-exporter-chart.sha256';

const first = inventedFiles({
  'deploy/chart/Chart.yaml': 'version: 1\n',
  'deploy/chart/templates/old.yaml': 'old\n',
  'deploy/chart/templates/kept.yaml': 'kept\n',
});

const second = inventedFiles({
  'deploy/chart/Chart.yaml': 'version: 2\n',
  'deploy/chart/templates/kept.yaml': 'kept\n',
  'deploy/chart/templates/new.yaml': 'new\n',
});

/** Exports the chart. Returns the exit code and what was said, with the folder as DIR. */
async function run(folder: string, own: ExportSource, force = false): Promise<readonly [number, readonly string[]]> {
  let said = '';
  const io = { stdout: (text: string) => void (said += text), stderr: (text: string) => void (said += `! ${text}`) };
  const code = await exportFiles({ kind: 'chart', folder, bases, force }, own, io);
  return [code, said.replaceAll(folder, 'DIR').split('\n').slice(0, -1)];
}

const contents = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.'))
    .toSorted();

const textOf = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

/** A folder with the first version of the chart. */
async function exported(t: Test): Promise<string> {
  const folder = join(t.testdir(), 'chart');
  t.match(await run(folder, first), [0]);
  return folder;
}

void t.test('the first time, once more, and another version', async (t) => {
  const folder = join(t.testdir(), 'chart');
  t.same(await run(folder, first), [
    0,
    ['wrote DIR/Chart.yaml', 'wrote DIR/templates/old.yaml', 'wrote DIR/templates/kept.yaml'],
  ]);
  t.same(await run(folder, first), [0, ['unchanged: 3 of 3 files']]);
  writeFileSync(join(folder, 'mine.yaml'), 'mine');
  t.same(await run(folder, second), [
    0,
    [
      'wrote DIR/Chart.yaml',
      'wrote DIR/templates/new.yaml',
      'removed DIR/templates/old.yaml',
      'unchanged: 1 of 3 files',
    ],
  ]);
  t.same(contents(folder), [record, 'Chart.yaml', 'mine.yaml', 'templates/kept.yaml', 'templates/new.yaml']);
  t.equal(textOf(folder, 'Chart.yaml'), 'version: 2\n');
});

void t.test('what somebody changed or made is not overwritten, unless it is forced', async (t) => {
  const folder = await exported(t);
  writeFileSync(join(folder, 'Chart.yaml'), 'version: mine\n');
  writeFileSync(join(folder, 'templates/old.yaml'), 'mine\n');
  writeFileSync(join(folder, 'templates/new.yaml'), 'mine\n');
  const before = contents(folder);
  const why = 'not as export wrote it; nothing was written (--force overwrites the file)';
  t.same(await run(folder, second), [1, [`! DIR/Chart.yaml: ${why}`, `! DIR/templates/new.yaml: ${why}`]]);
  t.same(contents(folder), before);
  t.equal(textOf(folder, 'Chart.yaml'), 'version: mine\n');
  t.same(await run(folder, second, true), [
    0,
    [
      'wrote DIR/Chart.yaml',
      'wrote DIR/templates/new.yaml',
      'left, because it was changed: DIR/templates/old.yaml',
      'unchanged: 1 of 3 files',
    ],
  ]);
  t.equal(textOf(folder, 'Chart.yaml'), 'version: 2\n');
  t.equal(textOf(folder, 'templates/old.yaml'), 'mine\n');
});

void t.test('what is in the way of a file stays, also if it is forced', async (t) => {
  const folder = t.testdir({ templates: '' });
  mkdirSync(join(folder, 'Chart.yaml'));
  const why = 'not a file that can be read and replaced; nothing was written';
  const lines = ['Chart.yaml', 'templates/old.yaml', 'templates/kept.yaml'].map((path) => `! DIR/${path}: ${why}`);
  t.same(await run(folder, first, true), [1, lines]);
  t.same(readdirSync(folder).toSorted(), ['Chart.yaml', 'templates']);
});

void t.test('a folder that cannot be made', async (t) => {
  const folder = t.testdir({ file: '' });
  t.same(await run(join(folder, 'file', 'sub'), first), [1, ['! DIR: not a folder']]);
});

void t.test('a record that was edited removes nothing outside of the folder', async (t) => {
  const folder = await exported(t);
  const outside = join(folder, '..', 'outside');
  writeFileSync(outside, 'old\n');
  writeFileSync(join(folder, record), textOf(folder, record).replaceAll('templates/old.yaml', '../outside'));
  t.match(await run(folder, second), [0]);
  t.equal(readFileSync(outside, 'utf8'), 'old\n');
  t.equal(textOf(folder, 'templates/old.yaml'), 'old\n', 'it is no longer known as its own');
});

void t.test('all kinds share a folder, and each has its own record', async (t) => {
  const folder = t.testdir();
  const io = { stdout: () => undefined, stderr: () => undefined };
  for (const kind of ['rules', 'dashboards', 'runbooks'] as const)
    t.equal(await exportFiles({ kind, folder, bases, force: false }, ownFiles, io), 0);
  const linked = { ...bases, grafana: 'https://g.example.com' };
  t.equal(await exportFiles({ kind: 'rules', folder, bases: linked, force: false }, ownFiles, io), 0);
  t.match(textOf(folder, 'alerts.yml'), 'dashboard_url: https://g.example.com/d/', 'its own is overwritten');
  t.ok(contents(folder).includes('apiserver-cert-overview.json'));
});

void t.test('an installation without these files', async (t) => {
  const folder = join(t.testdir(), 'chart');
  t.same(await run(folder, inventedFiles({})), [1, ['! this installation has no chart']]);
  t.notOk(existsSync(folder));
});
