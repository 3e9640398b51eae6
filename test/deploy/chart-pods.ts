import type { Manifest } from './chart.js';

export interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string; readonly items?: readonly Item[] };
  readonly secret?: { readonly secretName: string; readonly items?: readonly Item[]; readonly optional?: boolean };
  readonly hostPath?: { readonly path: string };
}

interface Item {
  readonly key: string;
}

interface Container {
  readonly args: readonly string[];
  readonly image: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly: boolean }[];
  readonly livenessProbe: { readonly httpGet: { readonly path: string; readonly port: string } };
  readonly readinessProbe: { readonly httpGet: { readonly path: string; readonly port: string } };
}

export interface PodTemplate {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly serviceAccountName: string;
    readonly automountServiceAccountToken: boolean;
    readonly containers: readonly [Container, ...Container[]];
    readonly volumes: readonly Volume[];
    readonly securityContext: Readonly<Record<string, unknown>>;
    readonly affinity?: object;
  };
}

/** A workload of the chart, and what it has of a pod. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly pod: PodTemplate;
}

/** Returns the workloads among the objects of the chart. */
export function workloadsOf(objects: readonly Manifest[]): readonly Workload[] {
  return objects.flatMap(({ kind, metadata: { name }, spec }) =>
    spec?.['template'] === undefined ? [] : [{ kind, name, pod: spec['template'] as PodTemplate }],
  );
}

/** Returns the exporter's pods, without those of nodeFiles. */
export function exporterOf(objects: readonly Manifest[]): Workload {
  const [exporter, ...others] = workloadsOf(objects).filter(({ kind }) => kind !== 'DaemonSet');
  if (exporter === undefined || others.length > 0) throw new Error('expected one Deployment or StatefulSet');
  return exporter;
}
