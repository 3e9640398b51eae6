import type { Discovery } from '../kube/discover-apiservers.js';

export type Discovered = Extract<Discovery, { ok: true }>;

export interface ListState {
  /** The last list that was got; undefined: none ever was. */
  readonly list: Discovered | undefined;
  /** Whether the last attempt got it. */
  readonly success: boolean;
  readonly notes: readonly string[];
}

/**
 * The instances that the API lists, asked for when somebody looks, at most once in `interval` seconds, and never on a timer. Who looks while
 * the list is known goes on with it at once, and the answer to a new question serves the next look: a slow or dead API delays nothing. When
 * it does not answer, the last list stays. The first look waits for the first answer.
 */
export function createInstanceList(
  discover: () => Promise<Discovery>,
  interval: number,
  monotonic: () => number,
): () => Promise<ListState> {
  let state: ListState = { list: undefined, success: false, notes: [] };
  let asking: Promise<void> | undefined;
  let askedAt = -Infinity;

  const ask = async (): Promise<void> => {
    askedAt = monotonic();
    const answer = await discover();
    state = answer.ok
      ? { list: answer, success: true, notes: answer.notes }
      : { list: state.list, success: false, notes: [answer.failure.message, ...answer.notes] };
    asking = undefined;
  };
  return async () => {
    if (asking === undefined && monotonic() - askedAt >= interval * 1000) asking = ask();
    if (state.list === undefined) await asking;
    return state;
  };
}
