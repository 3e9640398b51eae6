import { restartsLead } from '../findings/kinds/restarts-together.js';
import { day } from '../x509/validity.js';
import type { Due } from './plan-entry.js';

/** A process whose loopback certificate ends, all in seconds. */
export interface ToRestart {
  /** Unix seconds. */
  readonly end: number;
  /** How long the certificate is valid, as that of the next process will be. */
  readonly lifetime: number;
}

/** The same in days. */
interface InDays {
  /** The day on which it ends. */
  readonly end: number;
  readonly lifetime: number;
}

/** In days. From any time of a day to any time of the one so much later, it is more than a week. */
const mostApart = restartsLead / day + 1;

/** In days. A new certificate ends on the day of the restart plus its lifetime, or on the day before or after. */
const endsApart = mostApart + 1;

/**
 * Returns the last day on which each process can be restarted, one at a time: before its own certificate ends, and more than a week before the next
 * one, so that the new certificates do not end together. Where there is no time for that, the days are as far apart as the time allows, evenly; on
 * the same day, one follows the other. `now`: no whole day is left. `processes`: the first to end comes first. `now`: Unix seconds.
 */
export function restartDays(processes: readonly ToRestart[], now: number): readonly Due[] {
  const today = Math.floor(now / day);
  const inDays = processes.map(({ end, lifetime }) => ({
    end: Math.floor(end / day),
    lifetime: Math.ceil(lifetime / day),
  }));
  const later = inDays.filter(({ end }) => end > today);
  const urgent = inDays.slice(later.length).map((): Due => 'now');
  // After one that is restarted now, the next one has to wait as well.
  const fits = (days: readonly number[], apart: number): boolean =>
    (days[0] ?? Infinity) >= today + (urgent.length > 0 ? apart : 0);

  let [apart, days] = [mostApart, lastDays(later, mostApart, true)];
  if (!fits(days, apart)) days = lastDays(later, apart, false);
  for (; !fits(days, apart) && apart > 0; days = lastDays(later, apart, false)) apart -= 1;
  return [...urgent, ...days.map((each): Due => each * day)];
}

/** `staysClear`: whether no new certificate ends within a week of one that is there until later. */
function lastDays(processes: readonly InDays[], apart: number, staysClear: boolean): readonly number[] {
  const days: number[] = [];
  for (const [at, process] of [...processes.entries()].toReversed()) {
    const last = Math.min(process.end - 1, (days.at(-1) ?? Infinity) - apart);
    days.push(staysClear ? clearOf(processes.slice(at + 1), last, process.lifetime) : last);
  }
  return days.toReversed();
}

/** The last day from which on a certificate of this lifetime ends at another time than these, the first of which ends first. */
function clearOf(others: readonly InDays[], last: number, lifetime: number): number {
  let start = last;
  for (const { end } of others.toReversed()) {
    if (Math.abs(start + lifetime - end) < endsApart) start = end - endsApart - lifetime;
  }
  return start;
}
