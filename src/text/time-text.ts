import { day, isExpired, type Validity } from '../x509/validity.js';

const minute = 60;
const hour = 60 * minute;

/**
 * Formats Unix seconds of the years 0 to 9999 as `2026-11-25 09:58`, in UTC. Seconds are cut off, so that no end is shown later than it is.
 */
export function dateText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Formats Unix seconds of the years 0 to 9999 as `2026-11-25 09:58:13`, in UTC. A fraction is cut off. */
export function secondText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Formats Unix seconds of the years 0 to 9999 as `2026-11-25T09:58:13Z` (ISO 8601 in UTC), rounded down. */
export function isoTime(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

/** Formats a span in its two largest units, rounded down: `364d 23h`, `23h 10m`, `5m`, `40s`. A negative span is shown without its sign. */
export function spanText(seconds: number): string {
  const span = Math.floor(Math.abs(seconds));
  if (span >= day) return `${Math.floor(span / day)}d ${Math.floor((span % day) / hour)}h`;
  if (span >= hour) return `${Math.floor(span / hour)}h ${Math.floor((span % hour) / minute)}m`;
  return span >= minute ? `${Math.floor(span / minute)}m` : `${span}s`;
}

/** Formats the time left: `334d 23h left`, `EXPIRED 2h 5m ago`, or `NOT VALID for 3h 0m`. `now`: Unix seconds. */
export function timeLeft(validity: Validity, now: number): string {
  const { notBefore, notAfter } = validity;
  if (isExpired(validity, now)) return `EXPIRED ${spanText(now - notAfter)} ago`;
  return now < notBefore ? `NOT VALID for ${spanText(notBefore - now)}` : `${spanText(notAfter - now)} left`;
}
