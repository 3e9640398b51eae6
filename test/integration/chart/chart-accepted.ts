import type { Test } from 'tap';
import { chartFixtures, renderChart } from '../../deploy/chart.js';
import type { KubernetesObject } from '../kubernetes-api.js';
import type { Verdict } from '../served-api.js';
import type { ChartScene } from './chart-scene.js';
import type { PodSpec } from './pod.js';
import { isWorkload, podOf, type Workload } from './pod-of.js';

const violation = /^\d+ - "would violate PodSecurity 'restricted:latest': (.*)"$/;

/** Kinds that a version does not serve. Version 1.20 refuses the definitions of the Prometheus Operator. */
const unserved: Readonly<Record<number, RegExp>> = {
  20: /^policy\/v1 PodDisruptionBudget$|^monitoring\.coreos\.com\//,
};

/** Shows that the server accepts every object of a fixture, without a warning, and the pods that are made of it. */
export async function chartAccepted(t: Test, scene: ChartScene, fixture: string): Promise<void> {
  const namespace = `on-${fixture}`;
  const file = chartFixtures[fixture];
  const { version } = scene.kubernetes;
  await accepted(
    t,
    scene,
    namespace,
    await renderChart({ namespace, version, files: file === undefined ? [] : [file] }),
  );
}

/** The same of objects in a namespace of their own. */
async function accepted(
  t: Test,
  scene: ChartScene,
  namespace: string,
  objects: readonly KubernetesObject[],
): Promise<void> {
  const { api, create, createNamespace, kubernetes } = scene;
  const workloads = objects.filter(isWorkload);
  t.ok(workloads.length > 0);
  const isOfTheNode = workloads.some(({ spec }) => mayViolate(spec.template.spec).length > 0);
  await createNamespace(namespace, isOfTheNode ? 'privileged' : 'restricted', 'restricted');
  const others = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  for (const other of others) if (!(await scene.hasNamespace(other))) await createNamespace(other, 'restricted');
  // A pod is refused without them.
  await create([...objects.filter(isNeededByPods), ...ownAccounts(objects)], namespace);
  const judged = objects.filter((object) => !isNeededByPods(object));
  // Before 1.22, kube-controller-manager has to make the tokens of pods.
  const pods = kubernetes.minor < 22 ? [] : workloads.map(podOf);
  const verdicts = await Promise.all(
    [...judged, ...pods].map(async (object) => ({ object, ...(await api.post(object, namespace, 'dry-run')) })),
  );
  const known = unserved[kubernetes.minor] ?? /^$/;
  t.same(verdicts.map((verdict) => faultOf(verdict, { known, workloads })).filter(Boolean), []);
}

interface Expected {
  readonly known: RegExp;
  readonly workloads: readonly Workload[];
}

/** What is wrong with an object, or undefined. */
function faultOf(
  { object, status, warning, answer }: Verdict & { readonly object: KubernetesObject },
  { known, workloads }: Expected,
): string | undefined {
  const { apiVersion, kind, metadata } = object;
  const name = `${apiVersion} ${kind} ${metadata.name}`;
  if (status === undefined) return known.test(`${apiVersion} ${kind}`) ? undefined : `${name} is not served`;
  if (status !== 201) return `${name}: ${status} ${answer.message}`;
  if (warning === undefined) return undefined;
  const inPodOf = workloads.find((each) => each === object || podOf(each).metadata.name === metadata.name);
  const may = inPodOf === undefined ? [] : mayViolate(inPodOf.spec.template.spec);
  const said = warning
    .replaceAll('\\"', "'")
    .split('\n')
    .flatMap((line) => violation.exec(line)?.[1]?.split(/(?<=\)), /) ?? [line]);
  const unexpected = said.filter((each) => !may.some((words) => each.startsWith(words)));
  return unexpected.length === 0 ? undefined : `${name}: ${unexpected.join(', ')}`;
}

/** What `restricted` has against a pod that needs its node, as its values say. */
function mayViolate({ hostNetwork = false, volumes = [], securityContext }: PodSpec): readonly string[] {
  return [
    ...(hostNetwork ? ['host namespaces (hostNetwork=true)', 'hostPort '] : []),
    ...(volumes.some(({ hostPath }) => hostPath) ? ['hostPath volumes ', 'restricted volume types '] : []),
    ...(securityContext?.runAsUser === 0 ? ['runAsNonRoot != true ', 'runAsUser=0 '] : []),
  ];
}

function isNeededByPods({ kind }: KubernetesObject): boolean {
  return kind === 'ServiceAccount' || kind === 'PriorityClass';
}

/** The service accounts of pods that the user makes. */
function ownAccounts(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const made = new Set(objects.flatMap(({ kind, metadata }) => (kind === 'ServiceAccount' ? [metadata.name] : [])));
  const named = objects.filter(isWorkload).flatMap(({ spec }) => spec.template.spec.serviceAccountName ?? 'default');
  const missing = new Set(named.filter((name) => !made.has(name)));
  return [...missing].map((name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }));
}
