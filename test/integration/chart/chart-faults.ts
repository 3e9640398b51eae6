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

/**
 * Returns what the server says against objects, and the pods that are made of them: refusals by `--dry-run=server --validate=strict`, warnings, and kinds
 * that it does not serve. Their namespace is made, unless it is one of them or is there.
 */
export async function faultsOf(
  scene: ChartScene,
  namespace: string,
  objects: readonly KubernetesObject[],
): Promise<readonly string[]> {
  const { api, kubernetes } = scene;
  const workloads = objects.filter(isWorkload);
  await prepare(scene, namespace, objects);
  const judged = objects.filter(({ kind }) => kind !== 'Namespace' && !isNeededByPods(kind));
  // Before 1.22, kube-controller-manager has to make the tokens of pods.
  const pods = kubernetes.minor < 22 ? [] : workloads.map(podOf);
  const verdicts = await Promise.all(
    [...judged, ...pods].map(async (object) => ({ object, ...(await api.post(object, namespace, 'dry-run')) })),
  );
  const known = unserved[kubernetes.minor] ?? /^$/;
  return verdicts.flatMap((verdict) => faultOf(verdict, { known, workloads }) ?? []);
}

/** Makes what must be there before the other objects are judged: their namespaces, and what the server looks up for a pod. */
async function prepare(scene: ChartScene, namespace: string, objects: readonly KubernetesObject[]): Promise<void> {
  const needsNode = objects.filter(isWorkload).some(({ spec }) => mayViolate(spec.template.spec).length > 0);
  await scene.create(
    objects.filter(({ kind }) => kind === 'Namespace'),
    '',
  );
  const named = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  for (const name of new Set([namespace, ...named])) {
    if (await scene.hasNamespace(name)) continue;
    await scene.createNamespace(name, name === namespace && needsNode ? 'privileged' : 'restricted', 'restricted');
  }
  const needed = objects.filter(({ kind }) => isNeededByPods(kind));
  await scene.create([...needed, ...ownAccounts(objects)], namespace);
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

function isNeededByPods(kind: string): boolean {
  return kind === 'ServiceAccount' || kind === 'PriorityClass';
}

/** The service accounts of pods that the user makes. */
function ownAccounts(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const made = new Set(objects.flatMap(({ kind, metadata }) => (kind === 'ServiceAccount' ? [metadata.name] : [])));
  const named = objects.filter(isWorkload).flatMap(({ spec }) => spec.template.spec.serviceAccountName ?? 'default');
  const missing = new Set(named.filter((name) => !made.has(name)));
  return [...missing].map((name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }));
}
