import { type HostName, parseHostName } from '../x509/host-name.js';
import { items, record } from './api-objects.js';
import { type ApiserverInstances, type Candidate, collectInstances } from './apiserver-instances.js';

/** How the aggregator finds what is behind a port of a core/v1 Service. */
export type ServicePort =
  /** Slices name the port so. `headless`: the service has no cluster IP. */
  | { readonly kind: 'named'; readonly name: string; readonly headless: boolean }
  /** The type ExternalName: no slices, but a DNS name. */
  | { readonly kind: 'external'; readonly host: HostName }
  | { readonly kind: 'none'; readonly because: string };

/** Reads what a Service says of one of its ports (findServicePort and ResolveCluster of k8s.io/apiserver, pkg/util/proxy). Never throws. */
export function decodeServicePort(service: unknown, port: number): ServicePort {
  const { type, externalName, clusterIP, ports } = record(record(service)['spec']);
  if (type === 'ExternalName') {
    const host = typeof externalName === 'string' ? parseHostName(externalName) : undefined;
    return host === undefined ? { kind: 'none', because: 'has a malformed externalName' } : { kind: 'external', host };
  }
  const found = items(ports)
    .map(record)
    .find((each) => each['port'] === port);
  if (found === undefined) return { kind: 'none', because: `has no port ${port}` };
  return { kind: 'named', name: nameOf(found), headless: clusterIP === 'None' };
}

export interface ServiceEndpoints extends ApiserverInstances {
  /** The number of endpoints that are being ended, which are left out. */
  readonly terminating: number;
}

/**
 * Returns the endpoints behind a port in EndpointSlices (discovery.k8s.io/v1 or v1beta1) of one service. `portName`: undefined if the Service
 * may not be read, so only slices with a single port count. As in the aggregator (ResolveEndpoint), only the first address of an endpoint counts. It
 * sends nothing to one that is not ready, which is kept, as it is exactly the one to see. One that is being ended fails on purpose. Never throws.
 */
export function decodeServiceEndpoints(slices: readonly unknown[], portName: string | undefined): ServiceEndpoints {
  const all = slices.map(record).flatMap((slice) => {
    const port = portOf(items(slice['ports']).map(record), portName);
    return items(slice['endpoints']).map((endpoint) => ({ endpoint: record(endpoint), port }));
  });
  const isTerminating = ({ endpoint }: (typeof all)[number]): boolean =>
    record(endpoint['conditions'])['terminating'] === true;
  const staying = all.filter((each) => !isTerminating(each));
  return { ...collectInstances(staying.map(candidate)), terminating: all.length - staying.length };
}

function candidate({
  endpoint,
  port,
}: {
  readonly endpoint: Readonly<Record<string, unknown>>;
  readonly port: number | undefined;
}): Candidate {
  const { addresses, conditions, nodeName } = endpoint;
  // Absent means ready (discovery.k8s.io/v1, EndpointConditions).
  return { ip: items(addresses)[0], port, ready: record(conditions)['ready'] !== false, nodeName };
}

function portOf(ports: readonly Readonly<Record<string, unknown>>[], name: string | undefined): number | undefined {
  const usable = ports.filter(({ port }) => Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535);
  const found = name === undefined ? only(usable) : usable.find((port) => nameOf(port) === name);
  return found?.['port'] as number | undefined;
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** The only port of a service may have no name. */
function nameOf({ name }: Readonly<Record<string, unknown>>): string {
  return typeof name === 'string' ? name : '';
}
