import type { Refusal } from '../x509/go-refusal.js';
import { goTime } from '../x509/go-text.js';

/** In UTF-16 units. A certificate may have a megabyte of names, and a message lists them. */
const maxLength = 2000;

/**
 * Returns Go's own words for a refusal, as kubectl prints them, but of bounded length. `now`: Unix seconds. With it, the current time in the
 * message is this one, so that endpoints which were probed within seconds of each other have the same message.
 */
export function goMessage({ message }: Pick<Refusal, 'message'>, now?: number): string {
  const words = message.length > maxLength ? `${message.slice(0, maxLength).toWellFormed()}…` : message;
  return now === undefined ? words : words.replace(/current time \S+ is /g, `current time ${goTime(now)} is `);
}
