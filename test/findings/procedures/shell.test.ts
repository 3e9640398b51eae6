import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import t from 'tap';
import { addressOf, flagOf, nodeByNode } from '../../../src/findings/procedures/shell.js';
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

/** Every procedure on a node ends with an error where it has no proof, and so does its script. */
void t.test('the loop over nodes ends at the first one without proof', (t) => {
  const folder = t.testdir({ NODE1: { ready: '' }, NODE2: {}, NODE3: { ready: '' }, bin: {} });
  const program = join(folder, 'bin/ssh');
  writeFileSync(program, '#!/bin/bash\necho "$1" >> asked\ncd "${1#root@}" && shift && exec "$@"\n');
  chmodSync(program, 0o755);
  const lines = ownBash('[ -e ready ] || { echo "not ready" >&2; exit 1; }', 'echo done');
  const loop = nodeByNode('restart.sh');
  writeFileSync(join(folder, 'restart.sh'), [...lines, ...loop].join('\n'));
  const { stdout, stderr } = spawnSync('bash', ['-c', (loop.at(-1) ?? '').replace(/^# /, '')], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter), HOME: folder },
  });
  t.same([stdout, stderr], ['done\n', 'not ready\n']);
  t.equal(readFileSync(join(folder, 'asked'), 'utf8'), 'root@NODE1\nroot@NODE2\n', 'the third is never asked');
  t.end();
});
