import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { nothingToMend } from '../../fixtures/to-mend.js';
import { faultOfMark } from './marks.js';
import { allShellBlocks } from './pages.js';
import { programs } from './programs.js';
import { faultOfRunner } from './run-by.js';
import { simpleCommands } from './simple-commands.js';

const blocks = allShellBlocks();
const placed = blocks.flatMap(({ path, line, commands }) =>
  commands.map((words) => ({ place: `${path}:${line}`, words })),
);

void t.test('each block of commands runs here, or says what it needs', (t) => {
  t.ok(blocks.length > 60);
  nothingToMend(
    t,
    blocks.flatMap(({ path, line, mark }) => {
      const fault = mark === undefined ? undefined : faultOfMark(mark);
      return fault === undefined ? [] : [`${path}:${line}: ${fault}`];
    }),
  );
  t.end();
});

void t.test('a file runs each block that says so', (t) => {
  const said = blocks.filter(({ mark }) => mark?.startsWith('run by '));
  t.ok(said.length > 8);
  nothingToMend(
    t,
    said.flatMap((block) => {
      const fault = faultOfRunner(block);
      return fault === undefined ? [] : [`${block.path}:${block.line}: ${fault}`];
    }),
  );
  const block = { path: 'page.md', line: 1, script: '' };
  for (const [file, command, told] of [
    ['.ci/run', 'npm run demo', true],
    ['.ci/run', 'npm run format', false],
    ['test/demo/demo.test.ts', 'apiserver-cert-exporter check --config.file f', true],
    ['test/demo/demo.test.ts', 'apiserver-cert-exporter check --kubeconfig f', false],
    ['test/demo/demo.test.ts', 'apiserver-cert-exporter check', false],
  ] as const)
    t.equal(
      faultOfRunner({ ...block, mark: `run by ${file}`, commands: simpleCommands(command) }) === undefined,
      told,
      command,
    );
  t.end();
});

void t.test('each program is known', (t) => {
  t.ok(placed.length > 100);
  nothingToMend(
    t,
    placed
      .filter(({ words: [program = ''] }) => !Object.hasOwn(programs, program))
      .map(({ place, words }) => `${place}: add to test/docs/commands/programs.ts, or mend: ${words.join(' ')}`),
  );
  t.end();
});

void t.test('what a sum refuses is not unpacked', (t) => {
  const checking = blocks.filter(({ script }) => script.includes('sha256sum --check'));
  t.ok(checking.length > 0);
  for (const { path, line, script } of checking) {
    const folder = t.testdir({ bin: {}, SHA256SUMS: `${'0'.repeat(64)}  archive\n`, archive: 'other bytes' });
    for (const program of ['curl', 'tar', 'sudo', 'install'])
      writeFileSync(join(folder, 'bin', program), `#!/bin/sh\necho ${program} >> ran\n`, { mode: 0o755 });
    const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` };
    spawnSync('bash', { input: script, cwd: folder, env });
    t.equal(readFileSync(join(folder, 'ran'), 'utf8'), 'curl\n', `${path}:${line}`);
  }
  t.end();
});

void t.test('bash reads each block', (t) => {
  for (const { path, line, script } of blocks) {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    t.equal(status, 0, `${path}:${line} ${stderr}`);
  }
  t.end();
});
