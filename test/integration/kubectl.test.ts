import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { checkJson, type NameJson } from './check-json.js';
import { runExporter } from './exporter.js';
import { authorityCases } from './kubectl-authorities.js';
import { leafCases } from './kubectl-leaves.js';
import { createKubectl } from './kubectl.js';
import { serveCase, type ServedCase } from './kubectl-server.js';
import { skippedWithout } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';
import { timeless } from './timeless.js';

t.setTimeout(360_000);

void t.test('kubectl and check agree on', skippedWithout('kubectl'), async (t) => {
  t.setTimeout(330_000);
  const folder = temporaryFolder(t);
  const kubectl = await createKubectl(folder);
  const cases = await Promise.all([...authorityCases, ...leafCases].map((each) => serveCase(t, each, folder)));
  const verdicts = await check(folder, cases);
  for (const { title, clients, since = 0 } of cases) {
    await t.test(title, async (t) => {
      const outcomes = clients.map(async ({ host, verdict, kubeconfig }) => {
        const ours = verdicts.get(kubeconfig);
        const { code, stderr } = await kubectl.run('--kubeconfig', kubeconfig, 'get', '--raw', '/version');
        t.comment(`${host}: kubectl: ${stderr.trim() || 'accepted'}`);
        t.equal(ours?.reason ?? (ours?.accepted === true ? 'accepted' : undefined), verdict, host);
        // Clients of an older Go accept what newer ones refuse.
        if (kubectl.go < since) return;
        t.equal(code === 0, ours?.accepted, `${host}: kubectl accepts it, or refuses it`);
        const message = timeless(ours?.message ?? '');
        t.ok(timeless(stderr).includes(message), `${host}: kubectl: ${message}`);
      });
      await Promise.all(outcomes);
    });
  }
  await t.test('check --kubeconfig says the same', async (t) => {
    for (const { kubeconfig } of cases.find(({ title }) => title === 'other addresses')?.clients ?? []) {
      const { stdout } = await runExporter('check', '--kubeconfig', kubeconfig, '--output', 'json');
      t.same(namesOf(stdout), [verdicts.get(kubeconfig)]);
    }
  });
});

/** Runs one check of all clients, each of which is a target. Returns what it says of the only name, by kubeconfig. */
async function check(folder: string, cases: readonly ServedCase[]): Promise<ReadonlyMap<string, NameJson | undefined>> {
  const files = cases.flatMap(({ clients }) => clients.map(({ kubeconfig }) => kubeconfig));
  const config = join(folder, 'exporter.yml');
  const targets = files.map((file) => ({ name: file, kubeconfig: { file } }));
  // All at once, on a host that runs other tests.
  writeFileSync(config, JSON.stringify({ targets, probe: { timeout: '30s' } }));
  const { stdout } = await runExporter('check', '--config.file', config, '--output', 'json');
  return new Map(checkJson(stdout).targets.map(({ name, endpoints }) => [name, endpoints[0]?.names[0]]));
}

function namesOf(stdout: string): readonly NameJson[] {
  return checkJson(stdout).targets[0].endpoints.flatMap(({ names }) => names);
}
