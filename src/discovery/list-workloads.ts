import { andMore, limitedList } from '../bounds/limited-list.js';
import type { TargetConfig } from '../config/config.js';
import { contentHash } from '../document/content-hash.js';
import { failedAnswer } from '../kube/api-answer.js';
import type { ApiClient } from '../kube/api-client.js';
import { type ClusterState, listClusterStates } from '../kube/cluster-states.js';
import type { KubeconfigContents } from '../kube/kubeconfig-contents.js';
import { type KubeconfigSecret, listKubeconfigSecrets, readKubeconfigSecret } from '../kube/kubeconfig-secrets.js';
import { serverUrlText } from '../kube/server-url.js';
import { strangerAccess } from '../kube/stranger-access.js';
import { deadlineIn } from '../net/deadline.js';
import { apiOf } from './api-of.js';
import type { FleetListing } from './create-fleet.js';
import type { KubeconfigTargetOptions } from './find-instances.js';
import { createFollowKubeconfigs, type FollowedKubeconfig, type UsableKubeconfig } from './follow-kubeconfigs.js';
import { kubeconfigTarget } from './kubeconfig-target.js';
import type { FleetMember } from './live-member.js';
import { idleSource } from './target-source.js';
import type { TargetSource } from './target-source.js';

export interface WorkloadOptions extends KubeconfigTargetOptions {
  /** Parses a kubeconfig. */
  readonly contents: (bytes: Uint8Array) => Promise<KubeconfigContents>;
}

/** Seconds after which a list makes no further request. What is left is requested with the next one. */
const patience = 60;

/** More do not help in one sentence. */
const mostShown = 10;

/**
 * Creates a function that lists the workload clusters of a management cluster of Cluster API, by their kubeconfig Secrets. What a namespace
 * cannot say stays as it was. Each call ends in bounded time and never rejects. `config`: the entry of the management cluster.
 */
export function createWorkloadList(config: TargetConfig, options: WorkloadOptions): () => Promise<FleetListing> {
  const { clock } = options;
  const namespaces: readonly (string | undefined)[] = config.namespaces ?? [undefined];
  const listSecrets = createSecretLists(namespaces);
  const follow = createFollowKubeconfigs();
  const memberOf = createMembers(config, options);
  let states: ReadonlyMap<string, ClusterState> = new Map();
  return async () => {
    const api = await apiOf(config, options);
    if (!api.ok) return { ok: false, members: [], notes: [api.failure.message] };
    const deadline = deadlineIn(patience, clock);
    const hasTime = (): boolean => clock.monotonic() < deadline;
    const client = whileTime(api.client, hasTime);
    const [listed, clusters] = await Promise.all([listSecrets(client), listClusterStates(client, namespaces)]);
    states = clusters.lacking.length > 0 ? new Map([...states, ...clusters.states]) : clusters.states;
    const isDeleting = (secret: KubeconfigSecret): boolean => states.get(keyOf(secret))?.deleting === true;
    const followed = await follow(
      listed.secrets.filter((secret) => !isDeleting(secret)),
      {
        read: (secret) => readKubeconfigSecret(client, secret),
        judge: async (bytes, place) =>
          strangerAccess(await options.contents(bytes), { place, allow: config.discoveryAllow }),
        hasTime,
      },
    );
    const deleting = listed.secrets.filter(isDeleting).map((secret) => deletedMember(keyOf(secret), config));
    const members = [...memberOf(followed, states), ...deleting];
    return { ok: listed.ok, isWhole: true, members, notes: [...listed.notes, ...stateNotes(clusters.lacking)] };
  };
}

/** A server that answers each page slowly, and has ever more of them, ends here. */
function whileTime(client: ApiClient, hasTime: () => boolean): ApiClient {
  const late = failedAnswer(client.access.server, 'timeout', `no whole list within ${patience} s`);
  return { ...client, get: async (...request) => (hasTime() ? await client.get(...request) : late) };
}

interface ListedSecrets {
  readonly ok: boolean;
  readonly secrets: readonly KubeconfigSecret[];
  readonly notes: readonly string[];
}

/** Lists each namespace for itself. One that cannot be listed keeps the Secrets that it had. */
function createSecretLists(namespaces: readonly (string | undefined)[]): (client: ApiClient) => Promise<ListedSecrets> {
  const known = new Map<string | undefined, readonly KubeconfigSecret[]>();
  return async (client) => {
    const lists = await Promise.all(namespaces.map((namespace) => listKubeconfigSecrets(client, namespace)));
    const notes = lists.flatMap((list, at) => {
      if (!list.ok) return [`the kubeconfigs cannot be listed: ${list.failure.message}`];
      known.set(namespaces[at], list.secrets);
      return [...misnamedNotes(list.misnamed), ...(list.truncated ? ['there are more Secrets than are read'] : [])];
    });
    return { ok: lists.every(({ ok }) => ok), secrets: [...known.values()].flat(), notes };
  };
}

/** Makes the members. The kubeconfig of a member is the one that was read last. */
function createMembers(
  config: TargetConfig,
  options: KubeconfigTargetOptions,
): (followed: readonly FollowedKubeconfig[], states: ReadonlyMap<string, ClusterState>) => readonly FleetMember[] {
  let readings: ReadonlyMap<string, UsableKubeconfig> = new Map();
  return (followed, states) => {
    readings = new Map(followed.flatMap(({ secret, usable }) => (usable ? [[keyOf(secret), usable] as const] : [])));
    return followed.map(({ secret, usable, problem }): FleetMember => {
      const key = keyOf(secret);
      const notes = states.get(key)?.paused === true ? [pausedNote] : [];
      if (usable === undefined || problem !== undefined)
        return { key, name: key, notes, ok: false, problem: problem ?? '' };
      const readAccess = () => Promise.resolve((readings.get(key) ?? usable).reading);
      const make = (name: string) => workloadSource({ ...config, name }, { ...options, readAccess });
      return { key, name: key, notes, ok: true, version: versionOf(usable), make };
    });
  };
}

/** The instances where they are reached, or else the server of the kubeconfig, as `check` does. */
function workloadSource(config: TargetConfig, options: KubeconfigTargetOptions): TargetSource {
  const source = kubeconfigTarget(
    { ...config, kubeconfig: undefined, discovery: 'kubernetes', kubectlServer: 'instead' },
    options,
  );
  return { ...source, find: async () => ({ ...(await source.find()), managedBy: 'Cluster API' }) };
}

/** Another server or CA is another cluster, of which nothing is known. Another login is not. */
function versionOf({ reading: { access } }: UsableKubeconfig): string {
  const ca = access.ca?.kind === 'inline' ? access.ca.text.reveal() : '';
  return contentHash(Buffer.from(`${serverUrlText(access.server)}${access.server.path}\n${ca}`));
}

const pausedNote = 'the Cluster is paused: the controllers of Cluster API leave it as it is';

function misnamedNotes(misnamed: readonly string[]): readonly string[] {
  if (misnamed.length === 0) return [];
  return [
    `left out, as the kubeconfig of a cluster is in Secret CLUSTER-kubeconfig, with the label of that cluster: ${namesOf(misnamed)}`,
  ];
}

/** Its servers go one after the other, which is no fault. */
function deletedMember(key: string, { labels, timeout }: TargetConfig): FleetMember {
  const make = (name: string) => idleSource({ name, labels, timeout });
  return { key, name: key, notes: [deletedNote], ok: true, version: 'being deleted', make };
}

const deletedNote = 'the Cluster is being deleted: it is not probed any more';

function stateNotes(lacking: readonly string[]): readonly string[] {
  return lacking.map((why) => `which Clusters are paused or being deleted is not known: ${why}`);
}

function namesOf(names: readonly string[]): string {
  return limitedList(names.toSorted(), mostShown, andMore).join(', ');
}

/** Also the name of the Cluster. */
function keyOf({ namespace, cluster }: KubeconfigSecret): string {
  return `${namespace}/${cluster}`;
}
