/**
 * Durations in Prometheus' format (model.ParseDuration of prometheus/common): `500ms`, `5s`, `1h30m`. Units are in falling order, each at
 * most once, with whole numbers only. `0` without a unit is valid too.
 */
const pattern = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

const day = 86_400_000;

/** In milliseconds, and in the order of the pattern's groups. A year is 365 days, as in Prometheus. */
const units = [
  ['y', 365 * day],
  ['w', 7 * day],
  ['d', day],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** Milliseconds. Prometheus keeps nanoseconds in an int64, and refuses longer durations. */
const longest = 2 ** 63 / 1e6;

/** Returns seconds, or undefined if the text is not a duration. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const match = text === '' ? null : pattern.exec(text);
  if (match === null) return undefined;
  const milliseconds = units.reduce((sum, [, size], index) => sum + Number(match[index + 1] ?? 0) * size, 0);
  return milliseconds < longest ? milliseconds / 1000 : undefined;
}
