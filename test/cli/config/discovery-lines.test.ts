import t from 'tap';
import { discoveryLines } from '../../../src/cli/config/discovery-lines.js';
import { targetKubeconfigs } from '../../../src/cli/config/target-kubeconfigs.js';
import { kubeconfigWith } from '../../fixtures/kubeconfig-with.js';
import { configWith } from '../../config/config-fixture.js';
import { filesReader } from '../../config/yaml-problems.js';

const files = { '/etc/edge.conf': kubeconfigWith({ server: 'https://api.edge.example:6443/k8s/clusters/c-1' }, {}) };

async function linesOf(...targets: readonly object[]): Promise<readonly string[]> {
  const named = targets.map((target, at) => ({ name: `t${at}`, ...target }));
  const config = await configWith({ targets: named }, files, '/etc');
  const { problems, accesses } = await targetKubeconfigs(config, {
    read: filesReader(files),
    expand: () => Promise.resolve({ paths: [], failures: [] }),
  });
  t.same(problems, []);
  return discoveryLines(config.targets, accesses);
}

void t.test('what will be found, and by what', async (t) => {
  const kubeconfig = { file: 'edge.conf' };
  const by = '/etc/edge.conf, context a';
  t.same(
    await linesOf(
      { kubeconfig, discovery: 'kubernetes' },
      { kubeconfig: { ...kubeconfig, context: 'a' }, discovery: 'kubernetes', nodes: true },
      { discovery: 'kubernetes' },
      { kubeconfig },
      { addresses: ['10.0.0.1', 'a.example', 'a.example:443', 'https://b.example'] },
      { addresses: ['10.0.0.1', '[fd00::1]:6443'], names: ['a.example'] },
      { kubeconfig, addresses: ['a.example'] },
      { kubeconfig, discovery: 'cluster-api' },
      { discovery: 'cluster-api', namespaces: ['fleet', 'edge'] },
      { discovery: 'aggregated' },
    ),
    [
      `t0: discovers API servers by ${by}, at https://api.edge.example:6443/k8s/clusters/c-1`,
      `t1: discovers API servers by ${by}, at https://api.edge.example:6443/k8s/clusters/c-1, and the names of the control plane's nodes`,
      't2: discovers API servers by the service account of the pod that it runs in',
      `t3: https://api.edge.example:6443/k8s/clusters/c-1, the server of ${by}`,
      't4: each address of a.example, b.example',
      `t6: https://api.edge.example:6443/k8s/clusters/c-1, the server of ${by}; each address of a.example`,
      `t7: discovers the workload clusters of Cluster API in all namespaces by ${by}, at https://api.edge.example:6443/k8s/clusters/c-1`,
      't8: discovers the workload clusters of Cluster API in fleet, edge by the service account of the pod that it runs in',
      't9: discovers aggregated API servers by the service account of the pod that it runs in',
    ],
  );
});

void t.test('a fleet does not fill the screen', async (t) => {
  const addresses = Array.from({ length: 20 }, (_, at) => `${at}.example`);
  const lines = await linesOf(...Array.from({ length: 60 }, () => ({ addresses })));
  t.equal(lines.length, 51);
  t.equal(lines.at(-1), '… and 10 more');
  t.equal(lines[0], 't0: each address of 0.example, 1.example, 2.example, 3.example, 4.example, … and 15 more');
});
