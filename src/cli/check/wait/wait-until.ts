import type { Clock } from '../../../net/clock.js';
import { addSeen, judgeWait, type Seen, type WaitState, type Wanted } from './judge-wait.js';
import type { Sighting } from './sighting.js';

/** Milliseconds between two probes. */
export const waitPause = 2000;

export interface Waiting {
  readonly wanted: Wanted;
  /** The most seconds to wait. The last probe may end later, but begins before. */
  readonly seconds: number;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly probe: () => Promise<Sighting>;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** Called for the first state, and for each one that differs from the one before. */
  readonly onChange: (state: WaitState) => void;
}

/** How a wait ended. */
export interface WaitEnd {
  readonly state: WaitState;
  readonly seen: Seen;
  /** The last sighting. */
  readonly last: Sighting;
  /** Seconds. */
  readonly waited: number;
}

/** Probes until it is proved, until no probe can show it, or until the time is over. */
export async function waitUntil(waiting: Waiting): Promise<WaitEnd> {
  const { wanted, seconds, clock, probe, pause, onChange } = waiting;
  const begun = clock.monotonic();
  let seen: Seen | undefined;
  let shown = '';
  for (;;) {
    const last = await probe();
    seen = addSeen(seen, last, wanted);
    const state = judgeWait(last, seen, wanted);
    const text = JSON.stringify(state);
    if (text !== shown) onChange(state);
    shown = text;
    const waited = (clock.monotonic() - begun) / 1000;
    if (state.state !== 'pending' || waited + waitPause / 1000 >= seconds) return { state, seen, last, waited };
    await pause(waitPause);
  }
}
