import { type ApiserverInstance, maxInstances } from '../kube/apiserver-instances.js';
import type { Discovery } from '../kube/discover-apiservers.js';
import { joinHostPort } from '../net/address.js';

export type Discovered = Extract<Discovery, { ok: true }>;

export interface ListState {
  /** The last list that was got, and what has left it lately; undefined: none ever was. */
  readonly list: Discovered | undefined;
  /** Whether the last attempt got it. */
  readonly success: boolean;
  readonly notes: readonly string[];
}

/**
 * Seconds for which an instance that left the list is still looked at. A kube-apiserver that dies is taken out within seconds, and then its
 * failure is just what must be seen; one that was removed for good is forgotten an hour later.
 */
const keepSeconds = 3600;

/**
 * The instances that the API lists, asked for when somebody looks, at most once in `interval` seconds, and never on a timer. Who looks while
 * the list is known goes on with it at once, and the answer to a new question serves the next look: a slow or dead API delays nothing. When
 * it does not answer, the last list stays. The first look waits for the first answer. `monotonic`: milliseconds that never jump.
 */
export function createInstanceList(
  discover: () => Promise<Discovery>,
  interval: number,
  monotonic: () => number,
): () => Promise<ListState> {
  let state: ListState = { list: undefined, success: false, notes: [] };
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

/** With those that are gone, but never more in all than one answer may have: else a list that changes at each question would grow for an hour. */
function remembering(answer: Discovered, remembered: readonly ApiserverInstance[]): ListState {
  const gone = remembered.slice(0, Math.max(0, maxInstances - answer.instances.length));
  const notes = gone.map(
    ({ ip, port }) => `${joinHostPort(ip, port)} is no longer listed, and looked at for an hour more`,
  );
  return {
    list: { ...answer, instances: [...answer.instances, ...gone] },
    success: true,
    notes: [...answer.notes, ...notes],
  };
}

function failing({ failure, notes }: Extract<Discovery, { ok: false }>, list: Discovered | undefined): ListState {
  return { list, success: false, notes: [failure.message, ...notes] };
}

/** Told what is listed now, gives what was listed lately and is not any more. */
function createMemory(): (listed: readonly ApiserverInstance[], now: number) => readonly ApiserverInstance[] {
  const seen = new Map<string, { readonly instance: ApiserverInstance; readonly at: number }>();
  return (listed, now) => {
    for (const instance of listed) seen.set(joinHostPort(instance.ip, instance.port), { instance, at: now });
    for (const [key, { at }] of seen) if (now - at >= keepSeconds * 1000) seen.delete(key);
    return [...seen.values()].filter(({ at }) => at < now).map(({ instance }) => ({ ...instance, ready: false }));
  };
}
