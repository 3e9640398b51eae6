import type { RememberedNames } from './name-memory.js';

/** What a name was shown counts for ten minutes, in milliseconds. */
const oldest = 600_000;

/**
 * Returns which SNIs a probe has to send: all that are not known or were last sent ten minutes ago, or else the one whose turn it is. The turns
 * are spread so that each comes within ten minutes. `now`: milliseconds on the monotonic clock.
 */
export function namesToAsk(
  wanted: readonly string[],
  remembered: RememberedNames | undefined,
  now: number,
): readonly string[] {
  const known = wanted.flatMap((name) => {
    const then = remembered?.shown.get(name);
    return then !== undefined && now - then.at < oldest ? [{ name, at: then.at }] : [];
  });
  const due = wanted.filter((name) => !known.some((each) => each.name === name));
  if (due.length > 0) return due;
  const last = known.reduce((latest, { at }) => Math.max(latest, at), -Infinity);
  const [first] = known.toSorted((one, other) => one.at - other.at);
  return first !== undefined && now - last >= oldest / (wanted.length + 1) ? [first.name] : [];
}
