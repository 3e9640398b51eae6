import t from 'tap';
import { chartFixtures } from '../../deploy/chart.js';
import { onlyKubernetes } from '../kubernetes.js';
import { chartAccepted } from './chart-accepted.js';
import { startChartScene } from './chart-scene.js';
import { defaultPod } from './default-pod.js';
import { fleetPod } from './fleet-pod.js';
import { nodeFilesPod } from './node-files-pod.js';

t.setTimeout(120_000);
const scene = await startChartScene(t, onlyKubernetes());
const { version, minor } = scene.kubernetes;

void t.test('every object of every fixture is accepted', async (t) => {
  t.setTimeout(60_000);
  for (const fixture of ['without-values', ...Object.keys(chartFixtures)])
    await t.test(fixture, (t) => chartAccepted(t, scene, fixture));
});

/** Before 1.22, the tokens of pods are Secrets that kube-controller-manager makes. */
const mounts = { skip: minor < 22 && `${version} mounts tokens in another way` };

void t.test('the chart without any value finds the API servers, and a rule fires', mounts, async (t) => {
  t.setTimeout(60_000);
  await defaultPod(t, scene);
});

void t.test('fleets from Secrets, behind TLS and a login', mounts, async (t) => {
  t.setTimeout(60_000);
  await fleetPod(t, scene);
});

void t.test('files of a node of the control plane', mounts, async (t) => {
  t.setTimeout(60_000);
  await nodeFilesPod(t, scene);
});
