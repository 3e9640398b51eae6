import type { KubernetesObject } from './kubernetes-api.js';

const group = 'cluster.x-k8s.io';

/** The Cluster of Cluster API, as far as the exporter reads it. */
export const clusterDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `clusters.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { plural: 'clusters', singular: 'cluster', kind: 'Cluster' },
    versions: [
      {
        name: 'v1beta2',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        },
      },
    ],
  },
} as const;

/** `spec`: such as `{paused: true}`. With a finalizer, its deletion does not end, as while its machines are deleted. */
export function clusterObject(namespace: string, name: string, spec: object = {}): KubernetesObject {
  const metadata = { namespace, name, finalizers: [`${group}/test`] };
  return { apiVersion: `${group}/v1beta2`, kind: 'Cluster', metadata, spec } as KubernetesObject;
}

/** The Secret in which Cluster API keeps the kubeconfig of a cluster. `purpose`: `kubeconfig`, or another that it has, such as `ca`. */
export function clusterSecret(
  namespace: string,
  cluster: string,
  data: Readonly<Record<string, string>>,
  purpose = 'kubeconfig',
): KubernetesObject {
  const encoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')] as const);
  const metadata = {
    namespace,
    name: `${cluster}-${purpose}`,
    labels: { [`${group}/cluster-name`]: cluster },
  };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: `${group}/secret`,
    data: Object.fromEntries(encoded),
  } as KubernetesObject;
}
