import { ownText } from '../bounds/limited-list.js';
import { type HostName, parseHostName } from '../x509/host-name.js';
import { parseIpAddress } from '../x509/ip-address.js';
import { type ApiserverInstances, type Candidate, collectInstances } from './apiserver-instances.js';

/** Returns the object's fields, or no fields if the value is not an object. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Returns the list's items, or no items if the value is not a list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Returns the IPs of a core/v1 Service: two if the cluster uses both IPv4 and IPv6, none if the service is headless. Never throws. */
export function decodeClusterIps(service: unknown): readonly string[] {
  const { clusterIP, clusterIPs } = record(record(service)['spec']) as { clusterIP?: unknown; clusterIPs?: unknown };
  const texts = [clusterIP, ...items(clusterIPs).slice(0, 8)].filter((ip) => typeof ip === 'string');
  return [...new Set(texts.flatMap((text) => parseIpAddress(text) ?? []))];
}

/** A node of the control plane with its own names and IPs. */
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

/** The labels that mark nodes of the control plane. kubeadm dropped the second one with 1.24. */
export const controlPlaneLabels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'] as const;

const [maxNodes, maxAddresses] = [256, 32];

/**
 * Returns the nodes of a core/v1 NodeList, each name once. Returns undefined if that is not the whole list: there are more than a control
 * plane has, there is another page, or an entry makes no sense. Never throws.
 */
export function decodeNodes(json: unknown): readonly ControlPlaneNode[] | undefined {
  const { items: list, metadata } = record(json) as { readonly items?: unknown; readonly metadata?: unknown };
  const next = record(metadata)['continue'] ?? '';
  if (!Array.isArray(list) || list.length > maxNodes || next !== '') return undefined;
  const nodes = list.map(node);
  const whole = nodes.filter((each) => each !== undefined);
  if (whole.length < nodes.length) return undefined;
  return [...new Map(whole.map((each) => [each.name, each])).values()];
}

function node(value: unknown): ControlPlaneNode | undefined {
  const { metadata, status } = record(value);
  const { name } = record(metadata) as { readonly name?: unknown };
  if (typeof name !== 'string' || name === '') return undefined;
  const addresses = items(record(status)['addresses']).slice(0, maxAddresses).flatMap(address);
  return { name: ownText(name.slice(0, 253)), addresses };
}

function address(value: unknown): readonly NodeAddress[] {
  const { type, address } = record(value) as { readonly type?: unknown; readonly address?: unknown };
  const host = typeof address === 'string' ? parseHostName(address) : undefined;
  return typeof type === 'string' && types.has(type) && host !== undefined ? [{ type, host }] : [];
}

/** The service under which kube-apiserver lists its own instances, in namespace `default`. */
const service = 'kubernetes';

/**
 * Returns the instances in an EndpointSliceList (discovery.k8s.io/v1 or v1beta1), from every slice of service `kubernetes`. Returns
 * undefined if the answer is not such a list. Pure; never throws, whatever the answer.
 */
export function decodeEndpointSlices(json: unknown): ApiserverInstances | undefined {
  const slices = record(json)['items'];
  return Array.isArray(slices) ? collectInstances(sliceCandidates(slices)) : undefined;
}

/** Does the same for core/v1 Endpoints `default/kubernetes`. Without instances, the object has no `subsets`. */
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

/** Returns whether a slice belongs to the service: by its label, or by the name under which kube-apiserver itself writes it. */
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

/** Returns the port named https, as kube-apiserver names it, or else the only port. A port without a protocol is TCP. */
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
