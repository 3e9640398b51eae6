import { type ApiserverInstance, maxInstances } from '../kube/apiserver-instances.js';
import type { Discovery } from '../kube/discover-apiservers.js';
import { joinHostPort } from '../net/address.js';
import { addressRefused } from '../net/guarded-lookup.js';
import type { RefusalSource, RefusedAddress } from '../net/refused-address.js';

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
  /** Whether the last attempt succeeded. */
  readonly success: boolean;
  /** Whether the last attempt failed because clients refuse the server's certificate. */
  readonly refused: boolean;
  /** One for each address that the last attempt found and that is not dialled: who led to it. */
  readonly notDialled: readonly RefusalSource[];
  readonly notes: readonly string[];
}

/**
 * Seconds for which an instance that left the list is still probed. A kube-apiserver that dies leaves the list within seconds, and its
 * failure is exactly what must be seen. One that was removed for good is forgotten an hour later.
 */
const keepSeconds = 3600;

/** An API that lists others each time would fill the memory for an hour. No more than one list of them is used. */
const mostRemembered = 2 * maxInstances;

/**
 * Creates a function that returns the instances that the API lists. The function asks the API only when it is called, at most once in
 * `interval` seconds, and never on a timer. If a list is known, it returns that list at once, and later calls get the new answer: a slow or
 * dead API delays nothing. If the API does not answer, the last list stays. The first call waits for the first answer. `monotonic`:
 * milliseconds that never jump.
 */
export function createInstanceList(
  discover: () => Promise<FrontedDiscovery>,
  interval: number,
  monotonic: () => number,
): () => Promise<ListState> {
  let state: ListState = { list: undefined, success: false, refused: false, notDialled: [], notes: [] };
  let asking: Promise<void> | undefined;
  let askedAt = -Infinity;
  const memory = createMemory();

  const ask = async (): Promise<void> => {
    askedAt = monotonic();
    const answer = await discover();
    state = answer.ok ? remembering(answer, memory(answer.instances, monotonic())) : failing(answer, state.list);
    asking = undefined;
  };
  return async () => {
    if (asking === undefined && monotonic() - askedAt >= interval * 1000) asking = ask();
    if (state.list === undefined) await asking;
    return state;
  };
}

/** Adds the instances that left the list, up to the limit for one answer. Without the limit, a changing list would grow for an hour. */
function remembering(answer: Discovered, remembered: readonly ApiserverInstance[]): ListState {
  const notDialled = (answer.refused ?? []).map(() => 'api' as const);
  const gone = remembered.slice(0, Math.max(0, maxInstances - answer.instances.length));
  const notes = gone.map(
    ({ ip, port }) => `${joinHostPort(ip, port)} is no longer listed, and is probed for one more hour`,
  );
  return {
    list: { ...answer, instances: [...answer.instances, ...gone] },
    success: notDialled.length === 0,
    refused: false,
    notDialled,
    notes: [...answer.notes, ...notes],
  };
}

function failing({ failure, notes }: Extract<Discovery, { ok: false }>, list: Discovered | undefined): ListState {
  const refused = failure.kind === 'untrusted' || failure.kind === 'wrong_name';
  const notDialled = failure.code === addressRefused ? (['dns'] as const) : [];
  return { list, success: false, refused, notDialled, notes: [failure.message, ...notes] };
}

/** Creates a function that is called with the instances listed now, and returns those that were listed recently but no longer are. */
function createMemory(): (listed: readonly ApiserverInstance[], now: number) => readonly ApiserverInstance[] {
  const seen = new Map<string, { readonly instance: ApiserverInstance; readonly at: number }>();
  return (listed, now) => {
    for (const instance of listed) {
      const key = joinHostPort(instance.ip, instance.port);
      // What is seen again moves to the end, so that those that left first are the first.
      seen.delete(key);
      seen.set(key, { instance, at: now });
    }
    let spare = seen.size - mostRemembered;
    for (const [key, { at }] of seen) if (spare-- > 0 || now - at >= keepSeconds * 1000) seen.delete(key);
    return [...seen.values()].filter(({ at }) => at < now).map(({ instance }) => ({ ...instance, ready: false }));
  };
}
