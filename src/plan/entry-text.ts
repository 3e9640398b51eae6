import { limitedList } from '../bounds/limited-list.js';
import { countText } from '../text/count-text.js';
import { dateText, spanText } from '../text/time-text.js';
import { dueText } from './due-day.js';
import type { Due, Ending, PlanEntry, Restart } from './plan-entry.js';

/** Says when the first certificate ends or has ended, and the last safe day. The same on each day, until it is urgent. */
export function whenText({ kind, endings, isOverdue, lastSafeDay }: PlanEntry): string {
  const [first] = endings;
  const which = endings.every(({ fingerprint }) => fingerprint === first.fingerprint) ? 'The' : 'The first';
  const what = `${which} ${kind === 'restart' ? 'loopback certificate' : 'certificate'}`;
  const end = `${dateText(first.end)} UTC`;
  if (isOverdue) return `${what} ended at ${end}: do it now.`;
  return lastSafeDay === 'now'
    ? `${what} ends at ${end}: do it now.`
    : `${what} ends at ${end}. Last safe day: ${dueText(lastSafeDay)}.`;
}

/** Says how long ago the first certificate ended, or from when on to act: `Best from 2026-12-31.` `now`: Unix seconds. */
export function beginText({ endings: [first], isOverdue, bestFrom }: PlanEntry, now: number): string {
  if (isOverdue) return `That was ${spanText(now - first.end)} ago.`;
  return bestFrom === 'now'
    ? `That is in ${spanText(first.end - now)}, and check warns already.`
    : `Best from ${dueText(bestFrom)}, when check begins to warn.`;
}

/** `now`, or the day by the end of which it is done: `by 2027-02-28`. */
export function byText(due: Due): string {
  return due === 'now' ? 'now' : `by ${dueText(due)}`;
}

/** More API servers than a person restarts in a row. */
const mostRestarts = 20;

/**
 * Returns a line for each of several restarts, in their order: `by 2027-02-12: 10.225.4.51:6443 (ends 2027-03-01 09:58 UTC)`, or for each place where
 * something ends. Empty: there is one, and the title names it.
 */
export function partTexts({
  restarts,
  endings,
  title,
}: Pick<PlanEntry, 'restarts' | 'endings' | 'title'>): readonly string[] {
  if (restarts.length > 1) return restartTexts(restarts);
  return endings.length === 1 && title.includes(endings[0].place) ? [] : endingTexts(endings);
}

function restartTexts(restarts: readonly Restart[]): readonly string[] {
  const texts = restarts.map((restart) => `${byText(restart.due)}: ${endingText(restart)}`);
  return limitedList(texts, mostRestarts, (count) => `and ${countText(count, 'more restart')}`);
}

/** What has to be known about the order, in one sentence. Undefined: there is none. */
export function orderText({ restarts }: Pick<PlanEntry, 'restarts'>): string | undefined {
  if (restarts.length < 2) return undefined;
  return 'Restart one at a time, the next one when the last is ready. With more than a week between two, where there is time, the new certificates do not end together.';
}

/** `10.225.4.51:6443 (ends 2027-03-01 09:58 UTC)` */
function endingText({ place, end }: Ending): string {
  return `${place} (ends ${dateText(end)} UTC)`;
}

/** More places than a person reads. */
const mostPlaces = 12;

function endingTexts(endings: readonly Ending[]): readonly string[] {
  return limitedList(endings.map(endingText), mostPlaces, (count) => `and ${countText(count, 'more place')}`);
}

/** Says how many certificates renew themselves. Undefined: none. */
export function renewingText(renewing: readonly Ending[]): string | undefined {
  const count = new Set(renewing.map(({ fingerprint, end }) => `${fingerprint} ${end}`)).size;
  if (count === 0) return undefined;
  const [subject, they] = count === 1 ? ['renews itself', 'it does'] : ['renew themselves', 'they do'];
  return `${countText(count, 'certificate')} ${subject}, as far as is known: nothing to plan as long as ${they}.`;
}
