import { type ApiserverInstances, type Candidate, collectInstances } from './apiserver-instances.js';
import { items, record } from './json.js';

/** The service behind which kube-apiserver lists its own instances, in namespace `default`. */
const service = 'kubernetes';

/**
 * The instances in an EndpointSliceList, discovery.k8s.io/v1 or v1beta1: those in every slice of service `kubernetes`. Pure; never throws,
 * whatever the answer. Undefined: the answer is no such list.
 */
export function decodeEndpointSlices(json: unknown): ApiserverInstances | undefined {
  const slices = record(json)['items'];
  return Array.isArray(slices) ? collectInstances(sliceCandidates(slices)) : undefined;
}

/** The same for core/v1 Endpoints `default/kubernetes`. Without instances, the object has no `subsets`. */
export function decodeEndpoints(json: unknown): ApiserverInstances | undefined {
  const { kind, subsets } = record(json) as { readonly kind?: unknown; readonly subsets?: unknown };
  return kind === 'Endpoints' ? collectInstances(subsetCandidates(items(subsets))) : undefined;
}

function* sliceCandidates(slices: readonly unknown[]): Generator<Candidate> {
  for (const slice of slices.map(record)) {
    if (!belongsToService(slice)) continue;
    const port = httpsPort(slice['ports']);
    for (const endpoint of items(slice['endpoints']).map(record)) {
      // Absent means ready (discovery.k8s.io/v1, EndpointConditions).
      const ready = record(endpoint['conditions'])['ready'] !== false;
      const nodeName = endpoint['nodeName'] ?? record(endpoint['topology'])['kubernetes.io/hostname'];
      for (const ip of items(endpoint['addresses'])) yield { ip, port, ready, nodeName };
    }
  }
}

/** By the label, or by the name under which kube-apiserver itself writes it. */
function belongsToService(slice: Readonly<Record<string, unknown>>): boolean {
  const metadata = record(slice['metadata']);
  const label = record(metadata['labels'])['kubernetes.io/service-name'];
  return label === service || (label === undefined && metadata['name'] === service);
}

function* subsetCandidates(subsets: readonly unknown[]): Generator<Candidate> {
  for (const subset of subsets.map(record)) {
    const port = httpsPort(subset['ports']);
    for (const [key, ready] of [['addresses', true] as const, ['notReadyAddresses', false] as const]) {
      for (const { ip, nodeName } of items(subset[key]).map(record) as { ip?: unknown; nodeName?: unknown }[]) {
        yield { ip, port, ready, nodeName };
      }
    }
  }
}

/** The port that is named https, as kube-apiserver names it; else the only one. TCP where nothing is said. */
function httpsPort(ports: unknown): number | undefined {
  const usable = items(ports)
    .map(record)
    .filter(({ port, protocol }) => isPort(port) && (protocol ?? 'TCP') === 'TCP');
  const named = usable.find(({ name }) => name === 'https') ?? (usable.length === 1 ? usable[0] : undefined);
  return named?.['port'] as number | undefined;
}

function isPort(port: unknown): port is number {
  return Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535;
}
