import type { Test } from 'tap';
import type { KubernetesObject } from '../kubernetes-api.js';
import type { ChartScene } from './chart-scene.js';
import { endpointSliceOf, type Service } from './endpoint-slice-of.js';
import type { Place } from './kubelet-volumes.js';
import { metaLabels, type Target } from './meta-labels.js';
import type { Pod } from './pod.js';
import { isWorkload, podOf } from './pod-of.js';
import { type RunningPod, runPod } from './run-pod.js';

/** What a user installs. */
export interface Release {
  readonly namespace: string;
  readonly objects: readonly KubernetesObject[];
  /** Which workload runs. Default: the first. */
  readonly kind?: string;
}

export interface RunningRelease {
  readonly pod: Pod;
  readonly running: RunningPod;
  /** What Prometheus' discovery finds. */
  readonly targets: readonly Target[];
}

/** Creates all objects of a release, and does what the controllers and the kubelet do: makes the pod of its workload, and runs it. */
export async function runRelease(
  t: Test,
  scene: ChartScene,
  { namespace, objects, kind, folder, hostPath = noHostPath }: Release & Partial<Place> & Pick<Place, 'folder'>,
): Promise<RunningRelease> {
  await scene.create(objects, namespace);
  const workload = objects.filter(isWorkload).find((each) => kind === undefined || each.kind === kind);
  if (workload === undefined) throw new Error('no workload');
  const [created] = await scene.create([podOf(workload)], namespace);
  const pod = created?.answer as Pod;
  const services = servicesOf(objects, pod);
  await scene.create(
    services.map((service) => endpointSliceOf(service, pod)),
    namespace,
  );
  const running = await runPod(t, scene.api, pod, { folder, hostPath });
  return { pod, running, targets: services.flatMap((service) => metaLabels(service, pod)) };
}

/** The services that select the pod. */
function servicesOf(objects: readonly KubernetesObject[], pod: Pod): readonly Service[] {
  const services = objects.filter(({ kind }) => kind === 'Service') as Service[];
  return services.filter(({ spec }) =>
    Object.entries(spec.selector).every(([name, value]) => pod.metadata.labels?.[name] === value),
  );
}

function noHostPath(path: string): never {
  throw new Error(`the pod mounts ${path} of its node`);
}
