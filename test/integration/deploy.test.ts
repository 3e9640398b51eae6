import { readFileSync } from 'node:fs';
import { oneServer, startControlPlane } from './control-plane.js';
import { testOnEachKubernetes } from './kubernetes.js';
import { projectFile } from '../fixtures/project-file.js';
import { skippedWithout } from './requires.js';
import { run } from './run.js';

const files = ['deploy/rbac.yaml', 'deploy/deployment.yaml', 'deploy/grafana/kustomization.yaml'];

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

  for (const file of files) {
    await t.test(`the commands in ${file} work, also twice`, async (t) => {
      t.setTimeout(60_000);
      const commands = commandsIn(file);
      t.ok(commands.length > 1);
      const script = ['set -e', ...named, `cd "${projectFile('.')}"`, ...commands].join('\n');
      const env = { KUBECONFIG: kubeconfig, HOME: folder };
      for (const time of ['first', 'second']) {
        const { code, stderr } = await run(['sh', '-c', script], '', env);
        t.equal(code, 0, `${time}: ${stderr}`);
      }
    });
  }
});
