import { execFileSync, spawnSync } from 'node:child_process';
import t from 'tap';
import { skippedWithout } from '../integration/requires.js';

/** Files in git whose first line names a shell. */
function shellScripts(): readonly string[] {
  const found = execFileSync('git', ['grep', '--cached', '-lE', '^#!.*(bash|/sh)$'], { encoding: 'utf8' });
  return found.split('\n').filter((path) => path !== '' && !path.endsWith('.md') && !path.endsWith('.ts'));
}

void t.test('shellcheck finds nothing in the shell scripts', skippedWithout('shellcheck'), (t) => {
  const scripts = shellScripts();
  t.ok(scripts.includes('.ci/run'));
  const { status, stdout, stderr } = spawnSync('shellcheck', ['--severity=warning', ...scripts], { encoding: 'utf8' });
  t.equal(status, 0, `${stdout}${stderr}`);
  t.end();
});
