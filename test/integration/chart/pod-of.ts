import type { KubernetesObject } from '../kubernetes-api.js';
import type { PodSpec } from './pod.js';

/** A Deployment, DaemonSet or StatefulSet. */
export interface Workload extends KubernetesObject {
  readonly spec: {
    readonly replicas?: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: { readonly metadata: PodMetadata; readonly spec: PodSpec };
  };
}

interface PodMetadata {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export function isWorkload(object: KubernetesObject): object is Workload {
  return ['Deployment', 'DaemonSet', 'StatefulSet'].includes(object.kind);
}

/** The pod that a controller makes of the workload, on the first node. */
export function podOf({ metadata: { name }, spec: { template } }: Workload): KubernetesObject {
  const metadata = { ...template.metadata, name: `${name}-0` };
  return { apiVersion: 'v1', kind: 'Pod', ...template, metadata };
}
