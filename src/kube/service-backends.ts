import { joinHostPort } from '../net/address.js';
import type { HostName } from '../x509/host-name.js';
import type { ApiAnswer } from './api-answer.js';
import type { ApiClient } from './api-client.js';
import type { ServiceReference } from './api-services.js';
import type { ApiserverInstance } from './apiserver-instances.js';
import { listPages, type Pages } from './list-pages.js';
import { decodeServiceEndpoints, decodeServicePort, type ServiceEndpoints } from './service-endpoints.js';
import { withRight } from './with-right.js';

/** What is behind a port of a service. */
export type Backends =
  | {
      readonly ok: true;
      readonly endpoints: readonly ApiserverInstance[];
      /** The DNS name of a service of type ExternalName, which has no endpoints. */
      readonly external: HostName | undefined;
      readonly notes: readonly string[];
    }
  /** `isKnown`: the API says that there is nothing. False: nobody knows, since it did not answer. */
  | { readonly ok: false; readonly isKnown: boolean; readonly note: string };

/** What the API says of a service. */
export interface ServiceAnswers {
  readonly service: ApiAnswer;
  readonly slices: Pages<unknown>;
}

/** A slice has up to a hundred endpoints as a rule, of thirty values each. */
const [page, mostSlices] = [5, 500];

/** v1beta1: Kubernetes before 1.21. */
const versions = ['v1', 'v1beta1'] as const;

/** Asks for a service and for its EndpointSlices. Never rejects. */
export async function askService(client: ApiClient, service: ServiceReference): Promise<ServiceAnswers> {
  const [answer, slices] = await Promise.all([
    client.get(`/api/v1/namespaces/${service.namespace}/services/${service.name}`),
    listSlices(client, service),
  ]);
  return { service: answer, slices };
}

async function listSlices(client: ApiClient, { namespace, name }: ServiceReference): Promise<Pages<unknown>> {
  const selector = encodeURIComponent(`kubernetes.io/service-name=${name}`);
  const ask = (version: (typeof versions)[number]): Promise<Pages<unknown>> =>
    listPages(client, {
      path: `/apis/discovery.k8s.io/${version}/namespaces/${namespace}/endpointslices?labelSelector=${selector}`,
      limit: page,
      most: mostSlices,
      decode: (slice) => slice ?? undefined,
    });
  const newest = await ask(versions[0]);
  return newest.ok || newest.failure.kind !== 'not_found' ? newest : await ask(versions[1]);
}

/** Decides where the aggregator finds the port of a service, as ResolveEndpoint and ResolveCluster of k8s.io/apiserver (pkg/util/proxy) do. */
export function backendsOf(
  reference: ServiceReference,
  { service, slices }: ServiceAnswers,
  client: Pick<ApiClient, 'access'>,
): Backends {
  const name = `service ${reference.namespace}/${reference.name}`;
  if (service.ok) {
    const port = decodeServicePort(service.json, reference.port);
    if (port.kind === 'none') return nothing(`${name} ${port.because}`);
    if (port.kind === 'external') return external(name, port.host);
    const headless = port.headless ? [headlessNote(name)] : [];
    return listed({ reference, slices, client, name, portName: port.name, notes: headless });
  }
  if (service.failure.kind === 'not_found') return nothing(`${name} does not exist`);
  const right = `get on services "${reference.name}" in namespace ${reference.namespace}`;
  const notes = [unreadNote(name, withRight(service.failure, right, client).message)];
  return listed({ reference, slices, client, name, portName: undefined, notes });
}

interface Listed extends Pick<ServiceAnswers, 'slices'> {
  readonly reference: ServiceReference;
  readonly client: Pick<ApiClient, 'access'>;
  /** For people. */
  readonly name: string;
  readonly portName: string | undefined;
  readonly notes: readonly string[];
}

function listed({ reference, slices, client, name, portName, notes }: Listed): Backends {
  if (!slices.ok) {
    const right = `list on endpointslices (discovery.k8s.io) in namespace ${reference.namespace}`;
    return { ok: false, isKnown: false, note: withRight(slices.failure, right, client).message };
  }
  const found = decodeServiceEndpoints(slices.items, portName);
  if (found.instances.length === 0) return nothing([`${name} has no endpoints${whyNone(found)}`, ...notes].join('; '));
  return { ok: true, endpoints: found.instances, external: undefined, notes: [...notes, ...oddities(found)] };
}

function nothing(note: string): Backends {
  return { ok: false, isKnown: true, note };
}

/** Without the service, nobody knows which of several ports it means. */
function unreadNote(name: string, message: string): string {
  return `${name} was not read, so only EndpointSlices with a single port count: ${message}`;
}

function external(name: string, host: HostName): Backends {
  const note = `${name} is of type ExternalName: ${host.text} is probed, which kube-apiserver dials unless it has --enable-aggregator-routing`;
  return { ok: true, endpoints: [], external: host, notes: [note] };
}

function headlessNote(name: string): string {
  return `${name} is headless: kube-apiserver reaches it only with --enable-aggregator-routing`;
}

function whyNone({ skipped, terminating }: ServiceEndpoints): string {
  const parts = [
    ...(skipped > 0 ? [`without an IP, or without its port: ${skipped}`] : []),
    ...(terminating > 0 ? [`being ended: ${terminating}`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** Of the rest, there is a number. */
const mostNamed = 5;

function oddities({ instances, skipped, truncated }: ServiceEndpoints): readonly string[] {
  const notReady = instances.filter(({ ready }) => !ready).map(({ ip, port }) => joinHostPort(ip, port));
  const more = notReady.length > mostNamed ? ` and ${notReady.length - mostNamed} more` : '';
  return [
    ...(notReady.length > 0
      ? [`not ready, so kube-apiserver sends nothing there: ${notReady.slice(0, mostNamed).join(', ')}${more}`]
      : []),
    ...(skipped > 0 ? [`endpoints without an IP, or without the port of the service, were left out: ${skipped}`] : []),
    ...(truncated ? [`the list is too long: only ${instances.length} endpoints are probed`] : []),
  ];
}
