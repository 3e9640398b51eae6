import type { KubernetesObject } from './kubernetes-api.js';

export const namespace = 'apis';

/** The port on which the servers of the tests listen. */
const port = 8443;

/** A service, as it is or with changes. */
export function serviceObject(name: string, change: object = {}): KubernetesObject {
  const spec = { ports: [{ name: 'https', port: 443, targetPort: port }], ...change };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec } as KubernetesObject;
}

/** What the controller of EndpointSlices would make, were there pods. */
export function sliceObject(service: string, endpoints: readonly object[], change: object = {}): KubernetesObject {
  const labels = { 'kubernetes.io/service-name': service };
  const metadata = { name: `${service}-${Object.keys(change).length}`, namespace, labels };
  const slice = { addressType: 'IPv4', ports: [{ name: 'https', port, protocol: 'TCP' }], endpoints, ...change };
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, ...slice };
}

/** An APIService VERSION.GROUP. `pem`: its caBundle. */
export function apiServiceObject(
  name: string,
  service: string,
  pem: string | undefined,
  change: object = {},
): KubernetesObject {
  const [version, ...labels] = name.split('.');
  const spec = {
    group: labels.join('.'),
    version,
    groupPriorityMinimum: 1000,
    versionPriority: 15,
    service: { namespace, name: service },
    ...(pem !== undefined && { caBundle: Buffer.from(pem).toString('base64') }),
    ...change,
  };
  const kind = { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService' };
  return { ...kind, metadata: { name }, spec } as KubernetesObject;
}
