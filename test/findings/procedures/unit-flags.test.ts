import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { unitText, unitWords } from '../../../src/findings/procedures/unit-flags.js';

/** The flags among the words of the unit in this folder. */
function flags(folder: string): readonly string[] {
  const script = `unit=$(cat "$0/unit"); flags="$0/flags"\n${unitWords}\ncat "$flags"`;
  const { stdout } = spawnSync('bash', ['-euc', script, folder], { encoding: 'utf8' });
  return stdout.split('\n').filter((word) => word.startsWith('--'));
}

void t.test('one flag a line, of the unit, its drop-ins and its environment files', (t) => {
  const folder = t.testdir({ environment: 'ARGS="--b=2 --c=\'3\'"\n# --b=9\n' });
  const unit = [
    '# --a=9',
    '; --a=8',
    `EnvironmentFile=-${folder}/environment`,
    `EnvironmentFile=-${folder}/none`,
    'Environment="MORE=--d=4"',
    'ExecStart=/usr/local/bin/kube-apiserver --a=1 \\',
    '\t"--e=5" \\',
    '  --f="6" $ARGS',
  ];
  writeFileSync(join(folder, 'unit'), unit.join('\n'));
  t.same(flags(folder), ['--d=4', '--a=1', '--e=5', '--f=6', '--b=2', '--c=3']);
  t.match(unitText, 'systemctl cat');
  t.end();
});
