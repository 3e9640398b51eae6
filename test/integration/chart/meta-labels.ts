import type { Service } from './endpoint-slice-of.js';
import { podAddress } from './kubelet-files.js';
import type { Pod } from './pod.js';
import { portOf } from './run-pod.js';

type Labels = Readonly<Record<string, string>>;

/** A target of static_configs. */
export interface Target {
  readonly targets: readonly [string];
  readonly labels: Labels;
}

const meta = '__meta_kubernetes';

/**
 * Returns the targets that Prometheus' discovery by EndpointSlices finds for a service and its pod, one for each port, with their meta labels as in
 * its documentation. Debian's Prometheus is built without this discovery.
 */
export function metaLabels({ metadata, spec }: Service, pod: Pod): readonly Target[] {
  return spec.ports.map(({ name, targetPort }) => ({
    targets: [`${podAddress}:${portOf(pod, targetPort)}`],
    labels: {
      [`${meta}_namespace`]: pod.metadata.namespace,
      [`${meta}_endpointslice_port_name`]: name,
      [`${meta}_endpointslice_address_target_kind`]: 'Pod',
      [`${meta}_endpointslice_address_target_name`]: pod.metadata.name,
      [`${meta}_service_name`]: metadata.name,
      ...labelled(`${meta}_service`, metadata.labels),
      [`${meta}_pod_name`]: pod.metadata.name,
      [`${meta}_pod_phase`]: 'Running',
      [`${meta}_pod_container_name`]: pod.spec.containers[0].name,
      ...labelled(`${meta}_pod`, pod.metadata.labels),
    },
  }));
}

function labelled(prefix: string, labels: Labels = {}): Labels {
  const named = Object.entries(labels).map(([name, value]) => [sanitized(name), value] as const);
  return Object.fromEntries(
    named.flatMap(([name, value]) => [
      [`${prefix}_label_${name}`, value],
      [`${prefix}_labelpresent_${name}`, 'true'],
    ]),
  );
}

/** As Prometheus writes the name of a Kubernetes label in its own labels. */
export function sanitized(name: string): string {
  return name.replaceAll(/\W/g, '_');
}
