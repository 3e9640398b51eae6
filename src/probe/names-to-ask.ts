import { isAnswered, type RememberedNames } from './name-memory.js';

/** What a name was shown counts for ten minutes, in milliseconds. */
const oldest = 600_000;

/**
 * Returns which SNIs a probe has to send: those that are not known, those that were sent ten minutes ago, and those whose turn it is. In ten
 * minutes each has one turn, and the turns are spread evenly. Where there is none of these, one that was not answered is tried again. `now`:
 * milliseconds on the monotonic clock.
 */
export function namesToAsk(
  wanted: readonly string[],
  remembered: RememberedNames | undefined,
  now: number,
): readonly string[] {
  const known = wanted
    .flatMap((name) => {
      const then = remembered?.shown.get(name);
      return then === undefined ? [] : [{ name, at: then.at, isAnswered: isAnswered(then) }];
    })
    .toSorted((one, other) => one.at - other.at);
  const unknown = wanted.filter((name) => remembered?.shown.has(name) !== true);
  const tooOld = known.filter(({ at }) => now - at >= oldest).length;
  const turnsUntil = (time: number): number => Math.floor((time * wanted.length) / oldest);
  const turns = turnsUntil(now) - turnsUntil(known.at(-1)?.at ?? now);
  const due = [...unknown, ...known.slice(0, Math.max(tooOld, turns)).map(({ name }) => name)];
  const again = known.find((each) => !each.isAnswered);
  return due.length === 0 && again !== undefined ? [again.name] : due;
}
