import { spawnSync } from 'node:child_process';
import t from 'tap';

const module = new URL('../../src/cli/crash-exit-code.js', import.meta.url).href;

/** Runs a program that sets the exit code of crashes first. */
function exitCodeOf(program: string): number | null {
  const source = `import { setCrashExitCode } from '${module}'; setCrashExitCode(process); ${program}`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'ignore' }).status;
}

void t.test('a crash is unknown, whatever was said before; other ends keep their exit code', (t) => {
  t.equal(exitCodeOf('throw new Error("at once")'), 3);
  t.equal(exitCodeOf('process.exitCode = 1; setImmediate(() => { throw new Error("later"); })'), 3);
  t.equal(exitCodeOf('void Promise.reject(new Error("a promise"))'), 3);
  t.equal(exitCodeOf('await Promise.reject(new Error("the program"))'), 3);
  t.equal(exitCodeOf('process.exitCode = 1'), 1);
  t.equal(exitCodeOf(''), 0);
  t.end();
});
