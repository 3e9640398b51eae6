import { existsSync, readFileSync, renameSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { readPluginOutput } from '../cli/check/nagios/plugin-output.js';
import { parseExposition, valueOf } from '../fixtures/exposition.js';
import { oneServer, startControlPlane } from './control-plane.js';
import { runExporter } from './exporter.js';
import { testOnEachKubernetes } from './kubernetes.js';
import { until } from './until.js';

const name = 'api.example.com';

testOnEachKubernetes(
  'check --since of a real kube-apiserver',
  { seconds: 300, versions: 'newest' },
  async (t, kubernetes) => {
    const { servers, folder, kubeconfig, regenerateServingCertificate } = await startControlPlane(
      t,
      kubernetes,
      oneServer,
    );
    const [server] = servers;
    const state = join(folder, 'state.json');
    const check = (...more: readonly string[]) =>
      runExporter('check', '--kubeconfig', kubeconfig, '--no-discover', '--name', name, '--since', state, ...more);

    t.match(await check(), { code: 3, stdout: '', stderr: /no such file: make it with check --save/ });
    t.notOk(existsSync(state));
    t.match(await check('--save', state), { code: 2, stdout: /^First check, .*does not cover names/s });
    t.match(
      await check('--save', state),
      { code: 2, stdout: '', stderr: '' },
      'nothing changed, and it is still critical',
    );

    await t.test('for a monitoring server', async (t) => {
      const asked = ['check', '--kubeconfig', kubeconfig, '--no-discover', '--output'] as const;
      const { code, stdout } = await runExporter(...asked, 'nagios');
      const { state, data } = readPluginOutput(stdout);
      t.same([code, state], [0, 'OK'], stdout);
      const loopback = data.find(({ label }) => label === `kubeconfig ${server.address} loopback`);
      t.match(loopback, { unit: 's', warning: '5184000:', critical: '1209600:' });
      const metrics = parseExposition((await runExporter(...asked, 'openmetrics')).stdout);
      const end = valueOf(metrics, 'apiserver_endpoint_certificate_not_after_timestamp_seconds', {
        certificate: 'loopback',
      });
      const time = valueOf(metrics, 'apiserver_check_timestamp_seconds');
      t.ok(Math.abs(end - time - (loopback?.value ?? 0)) < 60);
    });

    await t.test('a restart', async (t) => {
      await server.kill();
      t.match(await check(), { code: 3, stdout: /NEW UNKNOWN: .*NOT SEEN NOW, was CRITICAL: /s }, 'it is not over');
      await server.restart();
      const { code, stdout } = await check('--save', state);
      t.equal(code, 2);
      t.match(stdout, /process restarted: it started at .* UTC, the one before at/);
      t.notMatch(stdout, /certificate renewed|does not cover|What to do/);
    });

    await t.test('a new certificate with a further name', async (t) => {
      await regenerateServingCertificate([name]);
      const changes = await until('the new certificate is served', 90, async () => {
        const { stdout } = await check('--output', 'json');
        const { since } = JSON.parse(stdout) as { since: { changes: readonly { change: string; text: string }[] } };
        return since.changes.some(({ change }) => change.startsWith('certificate_')) ? since.changes : undefined;
      });
      const text = changes.map((each) => each.text).join('\n');
      t.match(
        text,
        /GONE, was CRITICAL: The serving certificate does not cover names that clients use.*: api\.example\.com$/m,
      );
      t.match(text, /serving certificate re\w+: ends at .* UTC, the one before at .*; new SANs: api\.example\.com/);
      t.match(text, /covered now: api\.example\.com$/m);
      await check('--save', state);
      t.match(await check('--save', state), { stdout: '', stderr: '' });
    });

    await t.test('a file that is cut off is an error, and stays as it is', async (t) => {
      const whole = readFileSync(state);
      renameSync(state, join(folder, 'old.json'));
      truncateSync(join(folder, 'old.json'), Math.floor(whole.length / 2));
      const { code, stdout, stderr } = await runExporter(
        'check',
        server.address,
        '--since',
        join(folder, 'old.json'),
        '--save',
        state,
      );
      t.match({ code, stdout, stderr }, { code: 3, stdout: '', stderr: /no JSON, or cut off/ });
      t.notOk(existsSync(state));
    });
  },
);
