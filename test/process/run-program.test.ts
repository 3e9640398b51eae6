import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type ProgramCall, runProgram } from '../../src/process/run-program.js';
import { until } from '../integration/until.js';

const shell = (script: string, change: Partial<ProgramCall> = {}): ProgramCall => ({
  file: '/bin/sh',
  args: ['-c', script],
  env: { PATH: process.env['PATH'] },
  timeoutMs: 20_000,
  maxBytes: 1000,
  ...change,
});

void t.test('its exit code and its output, without input and error output', async (t) => {
  const outcome = await runProgram(shell('cat; echo "$0 $1 $A"; echo secret >&2; exit 3', { env: { A: 'b c' } }));
  t.match(outcome, { kind: 'exited', code: 3 });
  t.equal(outcome.kind === 'exited' && Buffer.from(outcome.stdout).toString(), '/bin/sh  b c\n');
  t.match(await runProgram(shell('kill -9 $$')), { kind: 'exited', code: null });
});

void t.test('no shell reads the arguments', async (t) => {
  const outcome = await runProgram(shell('', { file: '/bin/echo', args: ['$HOME;', '`id`'] }));
  t.equal(outcome.kind === 'exited' && Buffer.from(outcome.stdout).toString(), '$HOME; `id`\n');
});

void t.test('what cannot be started', async (t) => {
  t.same(await runProgram(shell('', { file: '/missing' })), { kind: 'not_started', code: 'ENOENT' });
  t.same(await runProgram(shell('', { file: '/etc/passwd' })), { kind: 'not_started', code: 'EACCES' });
  t.match(await runProgram(shell('\0')), { kind: 'not_started', code: 'ERR_INVALID_ARG_VALUE' });
});

void t.test('one that prints too much is killed, and one that floods its error output is not', async (t) => {
  t.same(await runProgram(shell('yes')), { kind: 'flood' });
  t.match(await runProgram(shell('yes | head -c 1000000 >&2; yes | head -c 1000')), { kind: 'exited', code: 0 });
});

void t.test('one that hangs is killed with its children at the deadline', async (t) => {
  const folder = t.testdir({});
  const pids = join(folder, 'pids');
  writeFileSync(pids, '');
  const script = `sleep 1000 & echo $! >> ${pids}; sh -c 'echo $$ >> ${pids}; sleep 1000' & echo $$ >> ${pids}; wait`;
  t.same(await runProgram(shell(script, { timeoutMs: 300 })), { kind: 'timeout' });
  const started = readFileSync(pids, 'utf8').trim().split('\n');
  t.equal(started.length, 3);
  await until('all have ended', 5, () => started.every(hasEnded) || undefined);
});

void t.test('one that ends and leaves a child with its output open', async (t) => {
  t.same(await runProgram(shell('echo a; sleep 1000 &', { timeoutMs: 300 })), { kind: 'timeout' });
});

/** A process that has ended and that nobody has waited for is a zombie. */
function hasEnded(pid: string): boolean {
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || / Z /.test(readFileSync(stat, 'utf8'));
}
