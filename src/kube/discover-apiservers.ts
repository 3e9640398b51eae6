import type { ApiAnswer, FailedAnswer } from './api-answer.js';
import type { ApiClient } from './api-client.js';
import type { ApiFailure, ApiFailureKind } from './api-failure.js';
import { decodeClusterIps, decodeEndpoints, decodeEndpointSlices } from './api-objects.js';
import type { ApiserverInstance, ApiserverInstances } from './apiserver-instances.js';
import { verifiedName } from './cluster-access.js';
import type { ListNodes, NodeListing } from './list-nodes.js';
import { withRight } from './with-right.js';

/** Where the list of instances came from. */
export type DiscoverySource = 'discovery.k8s.io/v1' | 'discovery.k8s.io/v1beta1' | 'endpoints';

export type Discovery =
  | {
      readonly ok: true;
      /** At least one. */
      readonly instances: readonly ApiserverInstance[];
      readonly source: DiscoverySource;
      /** The IPs of service default/kubernetes. Empty if we may not see them, which a note then says. */
      readonly clusterIps: readonly string[];
      /** The nodes of the control plane, if the caller may list them. */
      readonly nodes: NodeListing;
      /** Things that were left out or are odd, in sentences for people. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly failure: ApiFailure; readonly notes: readonly string[] };

interface Attempt {
  readonly source: DiscoverySource;
  readonly path: string;
  readonly decode: (json: unknown) => ApiserverInstances | undefined;
}

type Attempts = readonly [Attempt, ...Attempt[]];

const slices = 'namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes';

/**
 * The sources in order of preference. v1 exists since Kubernetes 1.21, v1beta1 from 1.17 to 1.24. Endpoints always exist, and are
 * deprecated since 1.33.
 */
const attempts: Attempts = [
  { source: 'discovery.k8s.io/v1', path: `/apis/discovery.k8s.io/v1/${slices}`, decode: decodeEndpointSlices },
  {
    source: 'discovery.k8s.io/v1beta1',
    path: `/apis/discovery.k8s.io/v1beta1/${slices}`,
    decode: decodeEndpointSlices,
  },
  { source: 'endpoints', path: '/api/v1/namespaces/default/endpoints/kubernetes', decode: decodeEndpoints },
];

/** The right that each request needs, in the words of an RBAC rule. deploy/kustomize grants them all. */
const rights = {
  instances: 'list on endpointslices (discovery.k8s.io) in namespace default',
  service: 'get on services "kubernetes" in namespace default',
  nodes: 'list on nodes',
} as const;

/**
 * Asks one API server for all of them: every instance behind service default/kubernetes and, if rights allow, the service's IPs and the
 * control plane's nodes. Never rejects. On clusters of 1.21 or later, it takes the time of the slowest answer.
 */
export async function discoverApiservers(client: ApiClient, listNodes: ListNodes): Promise<Discovery> {
  const [list, service, nodes] = await Promise.all([
    listInstances(client),
    client.get('/api/v1/namespaces/default/services/kubernetes'),
    listNodes(client),
  ]);
  if (!list.ok) return list;
  return {
    ...list,
    clusterIps: service.ok ? decodeClusterIps(service.json) : [],
    nodes,
    notes: [...list.notes, ...leftOut(service, 'the cluster IP', rights.service, client)],
  };
}

type List =
  | {
      readonly ok: true;
      readonly instances: readonly ApiserverInstance[];
      readonly source: DiscoverySource;
      readonly notes: readonly string[];
    }
  | Extract<Discovery, { ok: false }>;

async function listInstances(
  client: ApiClient,
  [{ source, path, decode }, next, ...rest]: Attempts = attempts,
): Promise<List> {
  const answer = await client.get(path);
  const list = answer.ok ? decode(answer.json) : undefined;
  if (answer.ok && list !== undefined && list.instances.length > 0) {
    return { ok: true, instances: list.instances, source, notes: [...verified(answer, client), ...oddities(list)] };
  }
  const failure = answer.ok ? notAnInstance(source, list) : answer.failure;
  const failed: List = { ok: false, failure: withRight(failure, rights.instances, client), notes: [] };
  if (next === undefined || !(answer.ok || mayBeElsewhere.has(failure.kind))) return failed;
  const later = await listInstances(client, [next, ...rest]);
  // A forbidden source is reported first, since a right fixes it.
  return later.ok || failure.kind !== 'forbidden' ? withoutRight(later, source, failure) : failed;
}

/** Adds a note if the list comes from a deprecated API because the newest one was forbidden. */
function withoutRight(list: List, source: DiscoverySource, { kind }: ApiFailure): List {
  if (!list.ok || list.source !== 'endpoints' || kind !== 'forbidden' || source !== 'discovery.k8s.io/v1') return list;
  return { ...list, notes: [...list.notes, onlyEndpoints] };
}

/** Failures after which the next source may succeed, as after an empty list. Any other failure would only repeat. */
const mayBeElsewhere: ReadonlySet<ApiFailureKind> = new Set(['not_found', 'forbidden']);

const onlyEndpoints = `the list comes from core/v1 Endpoints, which are deprecated since Kubernetes 1.33; needed: ${rights.instances}`;

function notAnInstance(source: DiscoverySource, list: ApiserverInstances | undefined): ApiFailure {
  if (list === undefined) return { kind: 'malformed', message: `${source}: the answer is not a list of endpoints` };
  const skipped = list.skipped === 0 ? '' : `; entries without IP or port: ${list.skipped}`;
  return { kind: 'malformed', message: `${source}: no instance behind service default/kubernetes${skipped}` };
}

function verified({ verifiedAs }: Extract<ApiAnswer, { ok: true }>, { access }: ApiClient): readonly string[] {
  const expected = verifiedName(access).text;
  if (verifiedAs === undefined)
    return ['insecure-skip-tls-verify is set: the API server was not verified, and no credential was sent'];
  if (verifiedAs === expected) return [];
  return [`its certificate does not cover ${expected}, so the API server was verified as ${verifiedAs}`];
}

function oddities({ instances, skipped, truncated }: ApiserverInstances): readonly string[] {
  return [
    ...(skipped > 0 ? [`list entries without an IP or a port were left out: ${skipped}`] : []),
    ...(truncated ? [`the list is too long: only ${instances.length} instances are probed`] : []),
  ];
}

/** Says in one sentence why there are no names and IPs of nodes, for those who want them. */
export function nodesNote(nodes: NodeListing, client: ApiClient): readonly string[] {
  if (nodes.ok && nodes.nodes.length === 0) return ['no node says that it belongs to the control plane'];
  return leftOut(nodes, 'the list of nodes', rights.nodes, client);
}

type Answered = { readonly ok: true } | FailedAnswer;

function leftOut(answer: Answered, what: string, right: string, client: ApiClient): readonly string[] {
  return answer.ok ? [] : [`${what} was left out: ${withRight(answer.failure, right, client).message}`];
}
