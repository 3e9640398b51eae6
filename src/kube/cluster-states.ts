import type { ApiClient } from './api-client.js';
import { record } from './api-objects.js';
import { listPages } from './list-pages.js';
import { withRight } from './with-right.js';

/** What a Cluster of Cluster API says of its state. */
export interface ClusterState {
  /** Its controllers leave it alone, as during a migration. */
  readonly paused: boolean;
  readonly deleting: boolean;
}

export interface ClusterStates {
  /** By `NAMESPACE/NAME`. */
  readonly states: ReadonlyMap<string, ClusterState>;
  /** Why there may be further Clusters, for people. */
  readonly lacking: readonly string[];
}

const group = 'cluster.x-k8s.io';

/** A Cluster with all its conditions and fields' managers has some hundreds of values, and a client takes 20,000. */
const [pageSize, most] = [40, 10_000];

/**
 * Lists the Clusters of Cluster API, in the version that the API server prefers. `namespaces` with undefined: all of them. Never rejects.
 */
export async function listClusterStates(
  client: Pick<ApiClient, 'access' | 'get'>,
  namespaces: readonly (string | undefined)[],
): Promise<ClusterStates> {
  const answer = await client.get(`/apis/${group}`);
  if (!answer.ok) {
    const { kind, message } = withRight(answer.failure, `get on the path /apis/${group}`, client);
    return { states: new Map(), lacking: [kind === 'not_found' ? `it does not serve ${group}` : message] };
  }
  const version = record(record(answer.json)['preferredVersion'])['version'];
  if (typeof version !== 'string' || !/^v\w{1,30}$/.test(version))
    return { states: new Map(), lacking: [`${group}: the answer does not say which version is preferred`] };
  const lists = await Promise.all(namespaces.map((namespace) => listIn(client, version, namespace)));
  return {
    states: new Map(lists.flatMap(({ states }) => [...states])),
    lacking: lists.flatMap(({ lacking }) => lacking),
  };
}

async function listIn(
  client: Pick<ApiClient, 'access' | 'get'>,
  version: string,
  namespace: string | undefined,
): Promise<ClusterStates> {
  const place = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const path = `/apis/${group}/${version}${place}/clusters`;
  const pages = await listPages(client, { path, limit: pageSize, most, decode });
  if (pages.ok)
    return { states: new Map(pages.items), lacking: pages.truncated ? [`there are more than ${most} of them`] : [] };
  const where = namespace === undefined ? 'all namespaces' : `namespace ${namespace}`;
  const { message } = withRight(pages.failure, `list on clusters (${group}) in ${where}`, client);
  return { states: new Map(), lacking: [message] };
}

/** As in sigs.k8s.io/cluster-api, util/annotations: the annotation pauses with any value. */
function decode(item: unknown): readonly [string, ClusterState] | undefined {
  const { metadata, spec } = record(item);
  const { namespace, name, annotations, deletionTimestamp } = record(metadata);
  if (typeof namespace !== 'string' || typeof name !== 'string') return undefined;
  const isPaused = record(spec)['paused'] === true || Object.hasOwn(record(annotations), `${group}/paused`);
  return [`${namespace}/${name}`, { paused: isPaused, deleting: typeof deletionTimestamp === 'string' }];
}
