import type { AggregatorTrust } from '../../src/kube/api-services.js';
import type { AggregatedServer } from '../../src/kube/list-aggregated.js';
import type { Backends } from '../../src/kube/service-backends.js';

/** A server behind the service metrics-server. */
export function aggregatedServer(
  backends: Backends = backendsAt('10.0.0.1'),
  trust: AggregatorTrust = bundleOf('a'),
): AggregatedServer {
  return {
    service: { namespace: 'kube-system', name: 'metrics-server', port: 443 },
    apiServices: ['v1beta1.metrics.k8s.io'],
    trust,
    backends,
  };
}

/** A bundle that is not equal to others of another key. Each is an object of its own, as each list makes them. */
export function bundleOf(key: string): AggregatorTrust {
  return { kind: 'bundle', key, certificates: [new Uint8Array([1])] };
}

/** Endpoints on port 10250. */
export function backendsAt(...ips: readonly string[]): Extract<Backends, { ok: true }> {
  const endpoints = ips.map((ip) => ({ ip, port: 10_250, ready: true, nodeName: undefined }));
  return { ok: true, endpoints, external: undefined, notes: [] };
}
