import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import type { ServeOptions } from '../../src/cli/serve/command.js';
import { loadConfig } from '../../src/config/load.js';
import { formatProblem } from '../../src/document/problem.js';
import { loadWebConfig } from '../../src/web-config/load-web-config.js';
import { runProgram } from '../cli/run-program.js';
import { filesReader } from '../config/yaml-problems.js';
import { skippedWithout } from '../integration/requires.js';
import { chartFixtures, renderChart } from './chart.js';
import { type Workload, workloadsOf } from './chart-pods.js';
import { filesOfPod } from './files-of-pod.js';

const authority = await createAuthority({ commonName: 'a CA' });
const server = await authority.issue({ commonName: 'exporter', dnsNames: ['exporter.example'] });
const tls = { 'tls.crt': server.identity.cert, 'tls.key': server.key, 'ca.crt': authority.pem };

/** The Secrets and ConfigMaps that the fixtures name, and the folder of a node. */
const outside = {
  '/etc/kubernetes': { 'pki/ca.crt': authority.pem },
  'apiserver-cert-exporter-tls': tls,
  'exporter-config': { 'config.yml': 'targets: [{name: a, addresses: [b]}]' },
  'exporter-web': { 'web-config.yml': 'tls_server_config: {cert_file: ../tls/tls.crt, key_file: ../tls/tls.key}' },
  'more-kubeconfigs': { 'edge.conf': 'x', 'north.conf': 'x' },
  'prod-ca': { 'ca.crt': authority.pem },
  'staging-ca': { 'ca.crt': authority.pem, 'tls.key': authority.key },
  'west-kubeconfigs': { 'one.conf': 'x', 'two.conf': 'x' },
};

/** The options with which the pod's container serves. */
async function optionsOf({ pod }: Workload): Promise<ServeOptions> {
  const { ran, codes, error } = await runProgram(...pod.spec.containers[0].args);
  const [command, options] = ran;
  if (command !== 'serve') throw new Error(`${JSON.stringify([ran, codes])} ${error}`);
  return options as ServeOptions;
}

/** The paths that a configuration names below the chart's own folder. */
function pathsIn(text: string): readonly string[] {
  return text.match(/\/etc\/apiserver-cert-exporter\/\S+/g) ?? [];
}

const fixtures: Readonly<Record<string, readonly string[]>> = {
  default: [],
  ...Object.fromEntries(Object.entries(chartFixtures).map(([name, file]) => [name, [file]])),
};

for (const [name, files] of Object.entries(fixtures)) {
  void t.test(`${name}: the exporter accepts what its pods are given`, skippedWithout('helm'), async (t) => {
    const objects = await renderChart({ files });
    const workloads = workloadsOf(objects);
    t.ok(workloads.length > 0);
    for (const workload of workloads) {
      const seen = filesOfPod(workload.pod, objects, outside);
      const { configFile = '', webConfigFile, healthListenAddress } = await optionsOf(workload);

      const loaded = await loadConfig(configFile, filesReader(seen));
      t.same(loaded.ok ? [] : loaded.problems.map(formatProblem), [], `${workload.kind}: the configuration`);
      for (const path of pathsIn(seen[configFile] ?? ''))
        t.ok(path in seen || Object.keys(seen).some((each) => each.startsWith(path.replace(/\*$/, ''))), path);

      if (webConfigFile === undefined) continue;
      const read = (path: string) => {
        const text = seen[path];
        return text === undefined
          ? ({ ok: false, failure: 'missing' } as const)
          : ({ ok: true, bytes: Buffer.from(text) } as const);
      };
      const web = loadWebConfig(webConfigFile, read);
      t.same(web.ok ? [] : web.problems.map(formatProblem), [], `${workload.kind}: the web configuration`);
      t.ok(healthListenAddress, 'its health checks need neither a certificate nor a password');
    }
  });
}

void t.test('only the keys that a target names are in its pod', skippedWithout('helm'), async (t) => {
  const objects = await renderChart({ files: [chartFixtures['fleets'] ?? ''] });
  const paths = workloadsOf(objects).flatMap(({ pod }) => Object.keys(filesOfPod(pod, objects, outside)));
  const folder = '/etc/apiserver-cert-exporter';
  t.same(paths.sort(), [
    `${folder}/config/exporter.yml`,
    `${folder}/configmaps/prod-ca/ca.crt`,
    `${folder}/secrets/more-kubeconfigs/edge.conf`,
    `${folder}/secrets/more-kubeconfigs/north.conf`,
    `${folder}/secrets/staging-ca/ca.crt`,
    `${folder}/secrets/west-kubeconfigs/one.conf`,
    `${folder}/secrets/west-kubeconfigs/two.conf`,
  ]);
});
