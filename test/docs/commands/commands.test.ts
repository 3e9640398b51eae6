import { spawnSync } from 'node:child_process';
import t from 'tap';
import { nothingToMend } from '../../fixtures/to-mend.js';
import { faultOfMark } from './marks.js';
import { allShellBlocks } from './pages.js';
import { programs } from './programs.js';

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

void t.test('bash reads each block', (t) => {
  for (const { path, line, script } of blocks) {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    t.equal(status, 0, `${path}:${line} ${stderr}`);
  }
  t.end();
});
