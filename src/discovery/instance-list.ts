import type { TargetConfig } from '../config/config.js';
import type { ApiFailure } from '../kube/api-failure.js';
import { maxInstances } from '../kube/apiserver-instances.js';
import type { Discovery } from '../kube/discover-apiservers.js';
import { joinHostPort } from '../net/address.js';
import { addressRefused } from '../net/guarded-lookup.js';
import type { RefusalSource, RefusedAddress } from '../net/refused-address.js';
import { spanText } from '../text/time-text.js';
import { countInstances, countNothing } from './count-instances.js';
import type { InstanceCount } from './instance-count.js';
import { type KnownNodes, nodesAfter } from './known-nodes.js';
import { createLeftInstances, type LeftInstance } from './left-instances.js';

/** Seconds: the least time between two questions, and how long what left the list is probed. */
export type InstanceListOptions = Pick<TargetConfig, 'discoveryInterval' | 'keepRemoved' | 'instances'>;

export type Discovered = Extract<FrontedDiscovery, { ok: true }>;

interface Sifted {
  /** Whether a gateway terminates TLS in front of the instances. */
  readonly gateway?: boolean;
  /** Listed instances that are not dialled. */
  readonly refused?: readonly RefusedAddress[];
}

export type FrontedDiscovery = (Extract<Discovery, { ok: true }> & Sifted) | Extract<Discovery, { ok: false }>;

export interface ListState {
  /** The last list that the API returned, plus instances that left it recently. Undefined if there never was a list. */
  readonly list: Discovered | undefined;
  /** How many instances the last list has, without those that left it, and how many it should have. */
  readonly count: InstanceCount;
  /** Whether the last attempt succeeded. */
  readonly success: boolean;
  /** Whether the last attempt failed because clients refuse the server's certificate. */
  readonly refused: boolean;
  /** One for each address that the last attempt found and that is not dialled: who led to it. */
  readonly notDialled: readonly RefusalSource[];
  readonly notes: readonly string[];
  /** Why the last attempt failed. */
  readonly failure?: ApiFailure;
}

/**
 * Creates a function that returns the instances that the API lists. The function asks the API only when it is called, at most once in
 * `discoveryInterval` seconds, and never on a timer. If a list is known, it returns that list at once, and later calls get the new answer: a slow or
 * dead API delays nothing. If the API does not answer, the last list stays. The first call waits for the first answer. `monotonic`:
 * milliseconds that never jump.
 */
export function createInstanceList(
  discover: () => Promise<FrontedDiscovery>,
  { discoveryInterval: interval, keepRemoved, instances: expected }: InstanceListOptions,
  monotonic: () => number,
): () => Promise<ListState> {
  let state: ListState = { ...nothingYet, count: countNothing(expected) };
  let nodes: KnownNodes = { known: false, because: 'nodes_unknown' };
  let asking: Promise<void> | undefined;
  let askedAt = -Infinity;
  const leftInstances = createLeftInstances(keepRemoved);

  const succeed = (answer: Discovered): ListState => {
    nodes = nodesAfter(answer.nodes, nodes);
    const count = countInstances(allListed(answer), expected, nodes);
    const { listed = 0 } = count;
    const left = leftInstances({ listed: answer.instances, count: listed, nodes, now: monotonic() });
    return { ...remembering(answer, left, keepRemoved), count };
  };
  const ask = async (): Promise<void> => {
    askedAt = monotonic();
    const answer = await discover();
    state = answer.ok ? succeed(answer) : failing(answer, state);
    asking = undefined;
  };
  return async () => {
    if (asking === undefined && monotonic() - askedAt >= interval * 1000) asking = ask();
    if (state.list === undefined) await asking;
    return state;
  };
}

const nothingYet = { list: undefined, success: false, refused: false, notDialled: [], notes: [] } as const;

/** The instances that are not dialled are listed as well. */
function allListed({ instances, refused = [] }: Discovered): Parameters<typeof countInstances>[0] {
  return [...instances, ...refused.map(({ ip }) => ({ ip, port: 0, nodeName: undefined }))];
}

/** Adds the instances that left the list, up to the limit for one answer. Without the limit, a changing list would grow. */
function remembering(answer: Discovered, left: readonly LeftInstance[], keepRemoved: number): Omit<ListState, 'count'> {
  const notDialled = (answer.refused ?? []).map(() => 'api' as const);
  const gone = left.slice(0, Math.max(0, maxInstances - answer.instances.length));
  const notes = gone.map(({ ip, port, heldBy }) => {
    const longer =
      heldBy === undefined ? `for another ${spanText(keepRemoved)} (keepRemoved)` : `as long as node ${heldBy} exists`;
    return `${joinHostPort(ip, port)} is no longer listed, and is probed ${longer}`;
  });
  return {
    list: { ...answer, instances: [...answer.instances, ...gone] },
    success: notDialled.length === 0,
    refused: false,
    notDialled,
    notes: [...answer.notes, ...notes],
  };
}

function failing({ failure, notes }: Extract<Discovery, { ok: false }>, { list, count }: ListState): ListState {
  const refused = failure.kind === 'untrusted' || failure.kind === 'wrong_name';
  const notDialled = failure.code === addressRefused ? (['dns'] as const) : [];
  return { list, count, success: false, refused, notDialled, notes: [failure.message, ...notes], failure };
}
