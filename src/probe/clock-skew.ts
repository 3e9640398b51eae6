import type { DatedAnswer } from '../net/http-answer.js';
import { parseHttpDate } from '../net/http-date.js';

/** How far apart the bounds of the server's clock may be, in seconds. The middle is then wrong by half of that at most. */
const widest = 2;

/**
 * Returns how many seconds the server's clock is ahead of ours, by the header Date of answers to one probe. A Date has whole seconds, and the
 * server has written it between our request and its answer. So each answer bounds the skew from both sides, and together they bound it
 * closer. Undefined: there is no valid Date, the bounds are too far apart since the answers took long, or they contradict each other.
 */
export function clockSkew(answers: readonly DatedAnswer[]): number | undefined {
  let [least, most] = [-Infinity, Infinity];
  for (const { date, sentAt, answeredAt } of answers) {
    const written = date === undefined ? undefined : parseHttpDate(date);
    if (written === undefined) continue;
    least = Math.max(least, written - answeredAt);
    most = Math.min(most, written + 1 - sentAt);
  }
  return least <= most && most - least <= widest ? (least + most) / 2 : undefined;
}
