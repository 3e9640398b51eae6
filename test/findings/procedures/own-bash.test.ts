import { spawnSync } from 'node:child_process';
import t from 'tap';
import { ownBash, plainWords } from '../../../src/findings/procedures/own-bash.js';

const paste = (...lines: readonly string[]): ReturnType<typeof spawnSync> =>
  spawnSync('bash', { input: lines.join('\n'), encoding: 'utf8' });

void t.test('an error stops the commands, and not the shell into which they are pasted', (t) => {
  const { stdout } = paste(...ownBash('echo begun', 'false', 'echo "not reached"'), 'echo "still here"');
  t.equal(stdout, 'begun\nstill here\n');
  t.end();
});

void t.test('a block says why it stops, and its status is 1', (t) => {
  const shown = ['no', 'stop'].map((word) => {
    const { stdout, stderr } = paste(...ownBash(`${word} "so it is"`, 'echo "not reached"'), 'echo "$?"');
    return [stdout, stderr];
  });
  t.same(shown, [
    ['1\n', 'Nothing was changed: so it is\n'],
    ['1\n', 'so it is\n'],
  ]);
  t.end();
});

void t.test('a command in the middle reads none of the lines after it', (t) => {
  const { stdout } = paste(...ownBash('cat\necho "first"', ['cat', 'echo "second"']), 'echo "third"');
  t.equal(stdout, 'first\nsecond\nthird\n');
  t.end();
});

void t.test('nothing of the shell into which they are pasted changes them', (t) => {
  const shell = [
    'shopt -s expand_aliases failglob',
    "alias stop='systemctl stop' cp='cp -i'",
    'export POSIXLY_CORRECT=1 BASH_ENV=/no/such; set -eu -o noclobber -o pipefail',
  ];
  const lines = ['false | :', 'echo "$(false; echo [*]) $(type -t cp) $-"', 'echo x > /dev/null'];
  t.match(paste(...shell, ...ownBash(...lines)).stdout, /^\[\*\] file ehuB*s?\n$/);
  t.match(paste(...shell, ...ownBash(plainWords, ...lines)).stdout, /^\[\*\] file efhu/);
  t.end();
});
