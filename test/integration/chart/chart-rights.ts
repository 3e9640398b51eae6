import type { Test } from 'tap';
import { rightOf, rightsOf } from '../discovery-rights.js';
import type { KubernetesObject } from '../kubernetes-api.js';
import type { ChartScene } from './chart-scene.js';
import type { Pod } from './pod.js';

/** Needed before 1.27, which does not serve /metrics/slis. */
const spare = ['get /metrics'];

/** What ClusterRole system:discovery gives everyone who logs in. */
const everyones = /^get \/apis/;

/** Shows by the server's audit log that the pod's account needs all rights of the roles, and no others. */
export function chartRights(
  t: Test,
  { askedBy }: ChartScene,
  { metadata, spec }: Pod,
  roles: readonly KubernetesObject[],
): void {
  const events = askedBy(`system:serviceaccount:${metadata.namespace}:${spec.serviceAccountName}`);
  const refused = events.filter(({ annotations }) => annotations?.['authorization.k8s.io/decision'] !== 'allow');
  t.same(refused.map(rightOf), [], 'no right is missing');
  const used = new Set(events.map(rightOf));
  const granted = roles.flatMap(rightsOf);
  t.same([...new Set(granted.filter((right) => !used.has(right)))].sort(), spare, 'every other right is used');
  t.same([...used].filter((right) => !granted.includes(right) && !everyones.test(right)).sort(), [], 'no other is');
}
