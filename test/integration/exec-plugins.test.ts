import { existsSync } from 'node:fs';
import t from 'tap';
import { runExporterWith, serveExporter } from './exporter.js';
import { checkJson } from './check-json.js';
import { type Exec, inAnHour, pluginScene, type PluginScene, printing, token } from './exec-plugins.js';
import { skippedWithout } from './requires.js';
import { run } from './run.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(540_000);

const beta = 'client.authentication.k8s.io/v1beta1';
const v1 = 'client.authentication.k8s.io/v1';

interface Shape {
  readonly name: string;
  readonly command: string;
  readonly exec: Exec;
  readonly status: object;
}

/** As `aws eks update-kubeconfig`, `gcloud container clusters get-credentials` and `az aks get-credentials` write them. */
const shapes: readonly Shape[] = [
  {
    name: 'eks',
    command: 'aws',
    exec: {
      apiVersion: beta,
      command: 'aws',
      args: ['--region', 'eu-west-1', 'eks', 'get-token', '--cluster-name', 'prod', '--output', 'json'],
      env: [{ name: 'AWS_PROFILE', value: 'prod' }],
    },
    status: { expirationTimestamp: inAnHour(), token },
  },
  {
    name: 'gke',
    command: 'gke-gcloud-auth-plugin',
    exec: {
      apiVersion: beta,
      command: 'gke-gcloud-auth-plugin',
      installHint: 'Install gke-gcloud-auth-plugin for use with kubectl',
      provideClusterInfo: true,
    },
    status: { token, expirationTimestamp: inAnHour() },
  },
  {
    name: 'aks',
    command: 'kubelogin',
    exec: {
      apiVersion: beta,
      command: 'kubelogin',
      args: ['get-token', '--login', 'azurecli', '--server-id', '6dae42f8-4368-4678-94ff-3960e28e3630'],
      env: null,
      provideClusterInfo: false,
    },
    status: { expirationTimestamp: inAnHour(), token },
  },
  {
    name: 'own',
    command: 'own-plugin',
    exec: { apiVersion: v1, command: './bin/own-plugin', interactiveMode: 'Never', provideClusterInfo: true },
    status: { token },
  },
];

function check(scene: PluginScene, kubeconfig: string, ...more: readonly string[]) {
  return runExporterWith(scene.env, 'check', '--kubeconfig', kubeconfig, '--output', 'json', ...more);
}

/** The version that the server says only to those who are logged in, and the notes. */
function shown(stdout: string): { readonly version: unknown; readonly notes: string } {
  const [{ notes, endpoints }] = checkJson(stdout).targets;
  const http = endpoints[0]?.http as { readonly gitVersion?: unknown } | undefined;
  return { version: http?.gitVersion ?? null, notes: notes.join('\n') };
}

const folder = temporaryFolder(t);
const scene = await pluginScene(t, folder);

void t.test('plugins of EKS, GKE and AKS log in as for kubectl', skippedWithout('kubectl'), async (t) => {
  for (const { name, command, exec, status } of shapes) {
    await t.test(name, async (t) => {
      scene.install(command, printing(exec['apiVersion'] as string, status));
      const kubeconfig = scene.kubeconfig(name, exec);
      const program = process.env['KUBECTL'] ?? 'kubectl';
      const theirs = await run([program, '--kubeconfig', kubeconfig, 'get', '--raw', '/version'], '', scene.env);
      t.match(theirs, { code: 0, stdout: /v1\.20\.2/ });
      const [given] = scene.runsOf(command);
      const { stdout } = await check(scene, kubeconfig, '--allow-exec');
      t.match(shown(stdout), { version: 'v1.20.2', notes: '' });
      t.same(scene.runsOf(command), [given], 'it ran once, and was given what kubectl gives it');
    });
  }
});

void t.test('a plugin that is not allowed never runs', async (t) => {
  scene.install('aws', printing(beta));
  const { stdout } = await check(scene, scene.kubeconfig('forbidden', { apiVersion: beta, command: 'aws' }));
  t.match(shown(stdout), { version: null, notes: /plugin "aws" is not run, .*--allow-exec .*allowExec: true/ });
  t.same(scene.runsOf('aws'), []);
});

void t.test('a plugin that fails says how, and shows no secret', async (t) => {
  const expiredStatus = { token, expirationTimestamp: '2026-01-01T00:00:00Z' };
  const table: readonly [name: string, script: string, notes: RegExp][] = [
    ['hangs', 'sleep 1000', /did not end within 4 s and was killed/],
    ['floods', `while :; do echo '${token}'; done`, /printed more than 1048576 bytes and was killed/],
    ['forks', 'sleep 1000 & sleep 1000 & wait', /did not end within 4 s/],
    ['babbles', `echo 'Your token: ${token}'`, /gave no login: it printed something else/],
    ['differs', printing(v1), /of another apiVersion than .*v1beta1/],
    ['expired', printing(beta, expiredStatus), /gave a login that expired at 2026-01-01T00:00:00.000Z/],
    ['fails', `echo 'bad ${token}' >&2; echo '${token}'; exit 1`, /failed with exit code 1; run it by hand/],
    ['half', printing(beta, { clientKeyData: token }), /only one of client certificate and key/],
  ];
  const queue = table.values();
  const work = async (): Promise<void> => {
    for (const each of queue) await checkOne(each);
  };
  const checkOne = async ([name, script, notes]: (typeof table)[number]): Promise<void> => {
    scene.install(name, script);
    const { stdout, stderr } = await check(
      scene,
      scene.kubeconfig(name, { apiVersion: beta, command: name }),
      ...['--allow-exec', '--timeout', '5'],
    );
    t.match(shown(stdout), { version: null, notes }, name);
    t.notMatch(stdout + stderr, token, name);
    t.equal(scene.runsOf(name).length, 1, `${name}: it ran once`);
  };
  await Promise.all([work(), work()]);
  const missing = scene.kubeconfig('missing', { apiVersion: beta, command: 'no-such', installHint: 'get it' });
  t.match(shown((await check(scene, missing, '--allow-exec')).stdout), {
    notes: /"no-such" is not on the PATH; the kubeconfig says: "get it"/,
  });
});

void t.test('serve runs it again only when its login has expired', async (t) => {
  scene.install('lasting', printing(beta, { token, expirationTimestamp: inAnHour() }));
  scene.install('failing', 'exit 1');
  const targets = ['lasting', 'failing'].map((name) => ({
    name,
    allowExec: true,
    kubeconfig: { file: scene.kubeconfig(name, { apiVersion: beta, command: `./bin/${name}` }) },
  }));
  const exporter = await serveExporter(t, folder, { targets });
  await Promise.all([exporter.scrape(), exporter.scrape()]);
  const samples = await exporter.scrape();
  const version = samples.filter(({ name }) => name === 'apiserver_endpoint_kubernetes_version_info');
  t.same(
    version.map(({ labels }) => labels['target']),
    ['lasting'],
  );
  for (const name of ['lasting', 'failing']) t.equal(scene.runsOf(name).length, 1, name);
  t.notMatch(exporter.log(), token);
  t.ok(existsSync(exporter.configFile));
});
