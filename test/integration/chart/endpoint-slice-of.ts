import type { KubernetesObject } from '../kubernetes-api.js';
import { podAddress } from './kubelet-files.js';
import type { Pod } from './pod.js';
import { portOf } from './run-pod.js';

export interface Service extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly selector: Readonly<Record<string, string>>;
    readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort: string | number }[];
  };
}

/** The EndpointSlice that kube-controller-manager makes of a service and its only pod. */
export function endpointSliceOf({ metadata, spec }: Service, pod: Pod): KubernetesObject {
  const { name, namespace, uid } = pod.metadata;
  const targetRef = { kind: 'Pod', name, namespace, uid };
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${metadata.name}-0`, labels: { 'kubernetes.io/service-name': metadata.name } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [podAddress], conditions: { ready: true }, targetRef }],
    ports: spec.ports.map((port) => ({ name: port.name, port: portOf(pod, port.targetPort), protocol: 'TCP' })),
  };
  return slice;
}
