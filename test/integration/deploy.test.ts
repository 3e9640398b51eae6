import { readFileSync } from 'node:fs';
import { oneServer, startControlPlane } from './control-plane.js';
import { testOnEachKubernetes } from './kubernetes.js';
import { projectFile } from '../fixtures/project-file.js';
import { skippedWithout } from './requires.js';
import { run } from './run.js';

const files = [
  'deploy/kustomize/kustomization.yaml',
  'deploy/kustomize/aggregated-rbac.yaml',
  'deploy/kustomize/cluster-api-rbac.yaml',
  'deploy/kustomize/cluster-api-rbac-namespace.yaml',
  'deploy/grafana/kustomization.yaml',
];

/** The commands at the head of a manifest. */
function commandsIn(file: string): readonly string[] {
  const lines = readFileSync(projectFile(file), 'utf8').split('\n');
  return lines.flatMap((line) => /^# {3}(kubectl .*)/.exec(line)?.[1] ?? []);
}

testOnEachKubernetes('manifests on a real cluster', { seconds: 120 }, async (t, kubernetes) => {
  const options = skippedWithout('kubectl');
  if (options.skip !== false) {
    t.comment(options.skip);
    return;
  }
  const { kubeconfig, folder } = await startControlPlane(t, kubernetes, oneServer);
  const own = process.env['KUBECTL'];
  const named = own === undefined ? [] : [`kubectl() { ${own} "$@"; }`];

  const kubectl = async (script: string): Promise<string> => {
    const lines = ['set -e', ...named, `cd "${projectFile('.')}"`, script].join('\n');
    const { code, stdout, stderr } = await run(['sh', '-c', lines], '', { KUBECONFIG: kubeconfig, HOME: folder });
    return code === 0 ? stdout : `${stdout}${code}: ${stderr}`;
  };

  await t.test('each manifest alone, where nothing is prepared, makes all of its objects or none', async (t) => {
    t.setTimeout(180_000);
    const alone = {
      '-k deploy/grafana': 'none',
      '-k deploy/kustomize': 'all',
      '-f deploy/kustomize/aggregated-rbac.yaml': 'all',
      '-f deploy/kustomize/cluster-api-rbac.yaml': 'all',
    };
    for (const [source, expected] of Object.entries(alone)) {
      const all = (await kubectl(`kubectl create --dry-run=client -o name ${source}`)).trim().split('\n');
      t.ok(all.length > 1);
      await kubectl(`kubectl apply ${source}`);
      const made = (await kubectl(`kubectl get --ignore-not-found -o name ${source}`)).split('\n').filter(Boolean);
      t.equal(made.length, expected === 'all' ? all.length : 0, `${source}: ${made.join(' ')}`);
    }
  });

  await t.test('a namespace in a second manifest loses the labels of the first, so ours is not shared', async (t) => {
    t.setTimeout(180_000);
    const label = 'pod-security.kubernetes.io/warn';
    const apply = (labels: object): Promise<string> => {
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shared', labels } };
      return kubectl(`printf %s '${JSON.stringify(namespace)}' | kubectl apply -f -`);
    };
    const labels = (): Promise<string> => kubectl('kubectl get namespace shared -o jsonpath="{.metadata.labels}"');
    await apply({ [label]: 'baseline' });
    t.match(await labels(), label);
    await apply({});
    t.notMatch(await labels(), label);
  });

  for (const file of files) {
    await t.test(`the commands in ${file} work, also twice`, async (t) => {
      t.setTimeout(180_000);
      const commands = commandsIn(file);
      t.ok(commands.length > 0);
      const script = ['set -e', ...named, `cd "${projectFile('.')}"`, ...commands].join('\n');
      const env = { KUBECONFIG: kubeconfig, HOME: folder };
      for (const time of ['first', 'second']) {
        const { code, stderr } = await run(['sh', '-c', script], '', env);
        t.equal(code, 0, `${time}: ${stderr}`);
      }
    });
  }
});
