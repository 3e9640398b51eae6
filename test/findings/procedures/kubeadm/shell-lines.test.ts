import { spawnSync } from 'node:child_process';
import t from 'tap';
import { shellLines, subshell } from '../../../../src/findings/procedures/kubeadm/shell-lines.js';

void t.test('a text becomes lines', (t) => {
  t.same(shellLines('\nfirst\n  second\n'), ['first', '  second']);
  t.end();
});

void t.test('an error stops the commands, and not the shell into which they are pasted', (t) => {
  const pasted = [...subshell(['echo begun', 'false', 'echo "not reached"']), 'echo "still here"'];
  const { stdout } = spawnSync('bash', { input: pasted.join('\n'), encoding: 'utf8' });
  t.equal(stdout, 'begun\nstill here\n');
  t.end();
});

void t.test('nothing of the shell into which they are pasted changes them', (t) => {
  const shell = [
    'shopt -s expand_aliases failglob',
    "alias stop='systemctl stop' cp='cp -i'",
    'export POSIXLY_CORRECT=1 BASH_ENV=/no/such; set -eu -o noclobber -o pipefail',
  ];
  const lines = [
    ['stop() { echo "$1"; }', 'false | :', 'stop "$(false; echo [*]) $(type -t cp) $-"', 'echo x > /dev/null'],
  ];
  const { stdout } = spawnSync('bash', { input: [...shell, ...subshell(...lines)].join('\n'), encoding: 'utf8' });
  t.match(stdout, /^\[\*\] file /);
  t.end();
});
