import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { emptyInputSubshell, refusals, withinLines } from '../../../src/findings/procedures/shell.js';
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
  const lines = emptyInputSubshell(
    ...refusals,
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
