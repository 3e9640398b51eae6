import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { addressOf, flagOf } from '../../../src/findings/procedures/shell.js';
import { ownBash } from '../../../src/findings/procedures/own-bash.js';

/** Runs it in bash, with these flags in a file. */
function printed(folder: string, flags: string, ...lines: readonly string[]): string {
  const file = join(folder, 'flags');
  writeFileSync(file, flags);
  const script = ownBash(`flags='${file}'`, flagOf, ...addressOf, ...lines).join('\n');
  return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim();
}

void t.test('flags of manifests, units and environment files, quoted or not', (t) => {
  const folder = t.testdir({});
  for (const flags of [
    '    - --secure-port=7443\n    - --bind-address=10.0.0.1\n',
    `    - "--secure-port=7443"\n    - '--bind-address=10.0.0.1'\n`,
    'ExecStart=/usr/bin/kube-apiserver --secure-port=7443 --bind-address=10.0.0.1 --v=2\n',
    'KUBE_APISERVER_OPTS="--secure-port=7443 \\\n--bind-address=10.0.0.1"\n',
  ])
    t.equal(printed(folder, flags, 'echo "$address"'), '10.0.0.1:7443', flags);
  t.equal(printed(folder, '', 'echo "$address"'), '127.0.0.1:6443');
  t.equal(printed(folder, '    - --bind-address=::\n', 'echo "$address"'), '127.0.0.1:6443');
  t.equal(printed(folder, '    - --bind-address=fd00::1\n', 'echo "$address"'), '[fd00::1]:6443');
  t.equal(printed(folder, '    - --x-secure-port=1\n', 'echo "$address"'), '127.0.0.1:6443');
  t.end();
});
