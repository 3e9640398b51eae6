/**
 * Durations as Prometheus writes them (model.ParseDuration of prometheus/common): `500ms`, `5s`, `1h30m`, units in falling order, each at
 * most once, whole numbers only. A bare `0` is one too.
 */
const pattern = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

const day = 86_400;
/** In the order of the pattern's groups. A year is 365 days, as Prometheus has it. */
const units = [
  ['y', 365 * day],
  ['w', 7 * day],
  ['d', day],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
  ['ms', 0.001],
] as const;

/** Prometheus keeps nanoseconds in an int64, and refuses what does not fit. */
const longest = 2 ** 63 / 1e9;

/** Seconds, or undefined when the text is no duration. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const match = text === '' ? null : pattern.exec(text);
  if (match === null) return undefined;
  // Counted in milliseconds, which are whole numbers: 0.1 + 0.2 is not 0.3.
  const milliseconds = units.reduce(
    (sum, [, seconds], index) => sum + Number(match[index + 1] ?? 0) * seconds * 1000,
    0,
  );
  return milliseconds / 1000 < longest ? milliseconds / 1000 : undefined;
}

/** The shortest text for whole milliseconds given in seconds: the inverse of parseDuration. */
export function formatDuration(seconds: number): string {
  let rest = Math.round(seconds * 1000);
  let text = '';
  for (const [unit, size] of units) {
    const count = Math.floor(rest / (size * 1000));
    if (count > 0) text += `${String(count)}${unit}`;
    rest -= count * size * 1000;
  }
  return text || '0s';
}
