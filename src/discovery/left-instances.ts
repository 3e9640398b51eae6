import { type ApiserverInstance, maxInstances } from '../kube/apiserver-instances.js';
import { joinHostPort } from '../net/address.js';
import type { KnownNodes } from './known-nodes.js';
import { nodeOwners, type OwnerOf } from './node-owners.js';

/** An instance that left the list and is still probed. */
export interface LeftInstance extends ApiserverInstance {
  /** The node that holds it: it is probed as long as that node exists. Undefined: no node does, so it is probed for `keepRemoved`. */
  readonly heldBy: string | undefined;
}

/** An API that lists others each time would fill the memory. No more than one list of them is used. */
const mostRemembered = 2 * maxInstances;

interface Seen {
  readonly instance: ApiserverInstance;
  /** Milliseconds on the monotonic clock at which it was last listed. */
  readonly at: number;
  /** The node that had its address, now or earlier. */
  readonly node: string | undefined;
}

export interface ListedNow {
  readonly listed: readonly ApiserverInstance[];
  /** How many instances the API lists. */
  readonly count: number;
  readonly nodes: KnownNodes;
  /** Milliseconds on a monotonic clock. */
  readonly now: number;
}

/**
 * Creates a function that is called with each new list, and returns the instances that left the list and are still probed. A kube-apiserver
 * that dies leaves the list within seconds, and its failure is exactly what must be seen. As long as its node exists without an instance, it
 * is dead. If its node is gone as well, it was removed on purpose, and is forgotten at once. If no node is known, it is forgotten after
 * `keepRemoved` seconds.
 */
export function createLeftInstances(keepRemoved: number): (now: ListedNow) => readonly LeftInstance[] {
  const seen = new Map<string, Seen>();
  return (list) => {
    const { listed, nodes, now } = list;
    const ownerOf = nodeOwners(nodes.known ? nodes.nodes : []);
    const listedNow = new Set(listed.map(keyOf));
    for (const instance of listed) {
      const key = keyOf(instance);
      const node = ownerOf(instance)?.name ?? seen.get(key)?.node;
      // What is seen again moves to the end, so that those that left first are the first.
      seen.delete(key);
      seen.set(key, { instance, at: now, node });
    }
    for (const key of [...seen.keys()].slice(0, Math.max(0, seen.size - mostRemembered))) seen.delete(key);
    const left = [...seen].filter(([key]) => !listedNow.has(key));
    const fateOf = createJudge(list, ownerOf, keepRemoved);
    const kept = left.flatMap(([key, entry]): readonly LeftInstance[] => {
      const fate = fateOf(entry);
      if (fate === 'forgotten') seen.delete(key);
      else seen.set(key, { ...entry, node: fate.node });
      return fate === 'forgotten' ? [] : [{ ...entry.instance, ready: false, heldBy: fate.heldBy }];
    });
    return kept;
  };
}

type Fate = 'forgotten' | { readonly node: string | undefined; readonly heldBy: string | undefined };

/**
 * Creates the function that decides about one instance that left the list. An API server may move to another address or port of its node, or
 * to one that its node does not say. So a node holds an instance only if it has no other one, and if fewer are listed than there are nodes.
 */
function createJudge({ listed, count, nodes, now }: ListedNow, ownerOf: OwnerOf, keepRemoved: number) {
  const all = nodes.known ? nodes.nodes : [];
  const names = new Set(all.map(({ name }) => name));
  const served = new Set(listed.map(ownerOf));
  return ({ instance, at, node }: Seen): Fate => {
    const owner = ownerOf(instance);
    const holds = owner !== undefined && count < all.length && !served.has(owner);
    if (holds) return { node: owner.name, heldBy: owner.name };
    const isNodeGone = nodes.known && owner === undefined && node !== undefined && !names.has(node);
    if (isNodeGone || now - at >= keepRemoved * 1000) return 'forgotten';
    return { node: owner?.name ?? node, heldBy: undefined };
  };
}

function keyOf({ ip, port }: ApiserverInstance): string {
  return joinHostPort(ip, port);
}
