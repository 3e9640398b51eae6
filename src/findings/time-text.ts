const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `2026-11-25 09:58`, in UTC, from unix seconds of the years 0 to 9999. Seconds are cut off, so that no end is shown later than it is. */
export function dateText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

/** The two largest units, rounded down: `364d 23h`, `23h 10m`, `5m`, `40s`. For a negative span, that of the same length. */
export function spanText(seconds: number): string {
  const span = Math.floor(Math.abs(seconds));
  if (span >= day) return `${Math.floor(span / day)}d ${Math.floor((span % day) / hour)}h`;
  if (span >= hour) return `${Math.floor(span / hour)}h ${Math.floor((span % hour) / minute)}m`;
  return span >= minute ? `${Math.floor(span / minute)}m` : `${span}s`;
}
