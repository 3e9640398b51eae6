import { type HostName, parseHostName } from '../x509/host-name.js';
import { parseIpAddress } from '../x509/ip-address.js';
import { type ApiserverInstances, type Candidate, collectInstances } from './apiserver-instances.js';

/** The object's fields; none when the value is no object. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : {};
}

/** The list's items; none when the value is no list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The IPs of a core/v1 Service: two where the cluster speaks both IPv4 and IPv6, none where it is headless. Never throws. */
export function decodeClusterIps(service: unknown): readonly string[] {
  const { clusterIP, clusterIPs } = record(record(service)['spec']) as { clusterIP?: unknown; clusterIPs?: unknown };
  const texts = [clusterIP, ...items(clusterIPs).slice(0, 8)].filter((ip) => typeof ip === 'string');
  return [...new Set(texts.flatMap((text) => parseIpAddress(text) ?? []))];
}

/** A node with its own names and IPs. */
export interface ControlPlaneNode {
  readonly name: string;
  readonly addresses: readonly NodeAddress[];
}

export interface NodeAddress {
  /** `InternalIP`, `ExternalIP`, `Hostname`, `InternalDNS`, `ExternalDNS`. */
  readonly type: string;
  readonly host: HostName;
}

const types: ReadonlySet<unknown> = new Set(['InternalIP', 'ExternalIP', 'Hostname', 'InternalDNS', 'ExternalDNS']);

/** The labels by which nodes say that they belong to the control plane; kubeadm's second one was dropped with 1.24. */
export const controlPlaneLabels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'] as const;

const [maxNodes, maxAddresses] = [256, 32];

/** The nodes of a core/v1 NodeList, what makes no sense left out. Never throws. */
export function decodeNodes(json: unknown): readonly ControlPlaneNode[] {
  return items(record(json)['items'])
    .slice(0, maxNodes)
    .map(record)
    .flatMap(({ metadata, status }) => {
      const { name } = record(metadata) as { readonly name?: unknown };
      const addresses = items(record(status)['addresses']).slice(0, maxAddresses).flatMap(address);
      return typeof name === 'string' ? [{ name: name.slice(0, 253), addresses }] : [];
    });
}

function address(value: unknown): readonly NodeAddress[] {
  const { type, address } = record(value) as { readonly type?: unknown; readonly address?: unknown };
  const host = typeof address === 'string' ? parseHostName(address) : undefined;
  return typeof type === 'string' && types.has(type) && host !== undefined ? [{ type, host }] : [];
}

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
