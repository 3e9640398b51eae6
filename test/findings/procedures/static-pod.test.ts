import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ownBash } from '../../../src/findings/procedures/own-bash.js';
import { withinLines } from '../../../src/findings/procedures/shell.js';
import { manifestInPlace, outAndBack } from '../../../src/findings/procedures/static-pod.js';
import { until } from '../../integration/until.js';

void t.test('the manifest is moved beside the folder that the kubelet watches', (t) => {
  const pod = { manifest: '/etc/kubernetes/manifests/etcd.yaml', container: 'etcd', crictl: 'crictl' };
  t.match(manifestInPlace(pod)[0], 'away="/etc/kubernetes/etcd.yaml.away"');
  t.end();
});

void t.test('the manifest is back when every process of the procedure was killed', async (t) => {
  const folder = t.testdir({ manifests: { 'etcd.yaml': 'x' } });
  const [flags, away] = [join(folder, 'manifests/etcd.yaml'), join(folder, 'away')];
  const lines = ownBash(
    `flags='${flags}' away='${away}'`,
    ...withinLines,
    'gone() { false; }',
    ...outAndBack({ container: 'etcd' }),
  );
  const child = spawn('bash', ['-c', lines.join('\n')], { detached: true, stdio: 'ignore' });
  await until('it is away', 10, () => existsSync(away) || undefined);
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await until('it is back', 10, () => existsSync(flags) || undefined);
  t.notOk(existsSync(away));
});

void t.test('a run that has ended leaves nothing that could move the manifest of the next one', async (t) => {
  const folder = t.testdir({ manifests: { 'etcd.yaml': 'x' } });
  const [flags, away] = [join(folder, 'manifests/etcd.yaml'), join(folder, 'away')];
  const lines = ownBash(
    `flags='${flags}' away='${away}'`,
    ...withinLines,
    'gone() { :; }',
    ...outAndBack({ container: 'etcd' }).filter((line) => !line.startsWith('sleep ')),
    'echo "$guard"',
  );
  const { status, stdout } = spawnSync('bash', ['-c', lines.join('\n')], { encoding: 'utf8' });
  t.equal(status, 0);
  t.ok(existsSync(flags));
  const guard = Number(stdout);
  t.ok(guard > 1);
  await until('the guard is gone', 5, () => (isAlive(guard) ? undefined : true));
});

/** A process that has ended, but which nobody has waited for, does nothing any more. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[XZ]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
