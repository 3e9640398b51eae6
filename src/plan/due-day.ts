import { dateText } from '../text/time-text.js';
import { day } from '../x509/validity.js';
import type { Due } from './plan-entry.js';

/** Returns the start of the UTC day, in Unix seconds. */
export function dayOf(seconds: number): number {
  return Math.floor(seconds / day) * day;
}

/** The last whole UTC day before something ends. `now` and `end`: Unix seconds. Never a day that is over. */
export function lastSafeDay(end: number, now: number): Due {
  return notPast(dayOf(end) - day, now);
}

/** A day, unless it is over. */
export function notPast(start: number, now: number): Due {
  return start < dayOf(now) ? 'now' : start;
}

/** The earliest comes first, `now` before every day. Below 0: `a` is earlier. */
export function compareDues(a: Due, b: Due): number {
  return startOf(a) - startOf(b) || 0;
}

function startOf(due: Due): number {
  return due === 'now' ? -Number.MAX_VALUE : due;
}

/** Formats a day as `2026-11-25`, in UTC. */
export function dayText(start: number): string {
  return dateText(start).slice(0, 10);
}

/** Formats a day as `2026-11-25`, in UTC, or as `now`. */
export function dueText(due: Due): string {
  return due === 'now' ? 'now' : dayText(due);
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `February 2027`, or `Now`. */
export function monthText(due: Due): string {
  if (due === 'now') return 'Now';
  const date = new Date(due * 1000);
  return `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
