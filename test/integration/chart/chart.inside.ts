import t from 'tap';
import { chartFixtures, renderChart } from '../../deploy/chart.js';
import { onlyKubernetes } from '../kubernetes.js';
import { faultsOf } from './chart-faults.js';
import { readKustomize } from '../kustomize.js';
import { startChartScene } from './chart-scene.js';
import { defaultPod } from './default-pod.js';
import { fleetPod } from './fleet-pod.js';
import { nodeFilesPod } from './node-files-pod.js';
import { isWorkload } from './pod-of.js';

t.setTimeout(360_000);
const scene = await startChartScene(t, onlyKubernetes());
const { version, minor } = scene.kubernetes;

const fixtures = Object.entries(chartFixtures).map(([name, file]) => [name, [file]] as const);
for (const [fixture, files] of [['no-values', []] as const, ...fixtures]) {
  void t.test(`every object of the fixture ${fixture} is accepted`, async (t) => {
    const namespace = `on-${fixture}`;
    const objects = await renderChart({ namespace, version, files });
    t.ok(objects.some(isWorkload));
    t.same(await faultsOf(scene, namespace, objects), []);
  });
}

void t.test('every object of deploy/kustomize is accepted', async (t) => {
  const objects = readKustomize();
  t.ok(objects.some(isWorkload));
  t.same(await faultsOf(scene, 'apiserver-cert-exporter', objects), []);
});

void t.test('what would not be accepted is seen', { skip: minor < 25 && `${version} ignores it` }, async (t) => {
  const objects = await renderChart({
    namespace: 'on-faults',
    version,
    values: { securityContext: { allowPrivilegeEscalation: true } },
  });
  const wrong = objects.map((object) => (object.kind === 'Service' ? { ...object, spek: {} } : object));
  const faults = await faultsOf(scene, 'on-faults', wrong);
  t.match(faults, [/^v1 Service .*unknown field "spek"/, /^apps\/v1 Deployment .*/, /^v1 Pod .*/]);
});

/** Before 1.22, the tokens of pods are Secrets that kube-controller-manager makes. */
const mounts = { skip: minor < 22 && `${version} mounts tokens in another way` };

void t.test('the chart without any value finds the API servers, and a rule fires', mounts, async (t) => {
  t.setTimeout(180_000);
  await defaultPod(t, scene);
});

void t.test('fleets from Secrets, behind TLS and a login', mounts, async (t) => {
  t.setTimeout(180_000);
  await fleetPod(t, scene);
});

void t.test('files of a node of the control plane', mounts, async (t) => {
  t.setTimeout(180_000);
  await nodeFilesPod(t, scene);
});
