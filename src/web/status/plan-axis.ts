import type { Due, PlanEntry, Span } from '../../plan/plan-entry.js';
import { type Html, html } from '../page/html.js';

/** From the month of now to the one a year later. page-style.ts has columns for as many. */
const columns = 13;

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/**
 * The names of the months above the bars, each month as wide as the others. Hidden from screen readers, as the bars are: the text of each entry has
 * its dates.
 */
export function planAxis({ now }: Span): Html {
  const first = new Date(now * 1000).getUTCMonth();
  const months = Array.from({ length: columns }, (_, at) => html`<span>${names[(first + at) % 12]}</span>`);
  return html`<div class="axis" aria-hidden="true">${months}</div>`;
}

/**
 * One entry on the axis: from when on to act until the first end, and a mark for each restart or the last safe day. It has no viewBox: places are in
 * percent, and marks as wide on each screen. What is over begins now.
 */
export function planBar({ endings: [first], severity, bestFrom, lastSafeDay, restarts }: PlanEntry, span: Span): Html {
  const place = (due: Due): number => placeOn(span, due === 'now' ? span.now : due);
  const from = place(bestFrom);
  const width = Math.max(1, placeOn(span, first.end) - from);
  const dues = restarts.length > 0 ? restarts.map(({ due }) => due) : [lastSafeDay];
  const marks = [...new Set(dues.map(place))];
  return html`<svg class="year" aria-hidden="true"><rect class="${severity}" x="${from}%" y="25%" width="${tenths(width)}%" height="50%"/>${marks.map(
    (each) => html`<rect class="mark" x="${each}%" y="0" width="3" height="100%"/>`,
  )}</svg>`;
}

/** Where a moment is on the axis, in percent of its width. */
function placeOn({ now, end }: Span, seconds: number): number {
  const months = monthsAt(Math.min(end, Math.max(now, seconds))) - Math.floor(monthsAt(now));
  return tenths((months / columns) * 100);
}

/** Months since the year 0. */
function monthsAt(seconds: number): number {
  const date = new Date(seconds * 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const [start, next] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
  return year * 12 + month + (date.getTime() - start) / (next - start);
}

function tenths(number: number): number {
  return Math.round(number * 10) / 10;
}
