import { dayOf } from '../../plan/due-day.js';
import type { PlanEntry, Span } from '../../plan/plan-entry.js';
import { type Html, html } from '../page/html.js';

/** Where a moment is on the axis, in percent of its width. What is over is at its begin. */
function placeOn({ now, end }: Span, seconds: number): number {
  const share = (seconds - now) / (end - now);
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
}

/** The first days of the months in the span, in Unix seconds. */
function monthStarts({ now, end }: Span): readonly number[] {
  const first = new Date(now * 1000);
  return Array.from(
    { length: 13 },
    (_, at) => Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1 + at) / 1000,
  ).filter((start) => start <= end);
}

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The least width of a name, in percent, before the end of the axis. */
const nameWidth = 6;

/** The id of the lines between months, which each bar uses. */
const monthLines = 'plan-months';

/**
 * The names of the months above the bars. They and the bars have no viewBox, so that text has one size on each screen: places are in percent. It is
 * hidden from screen readers, because the text of each entry has its dates.
 */
export function planAxis(span: Span): Html {
  const starts = monthStarts(span).map((start) => [placeOn(span, start), start] as const);
  const lines = starts.map(([place]) => html`<line x1="${place}%" x2="${place}%" y1="0" y2="100%"/>`);
  const texts = starts
    .filter(([place]) => place <= 100 - nameWidth)
    .map(([place, start]) => html`<text x="${place}%" y="75%">${names[new Date(start * 1000).getUTCMonth()]}</text>`);
  return html`<svg class="axis" aria-hidden="true"><symbol id="${monthLines}">${lines}</symbol>${texts}</svg>`;
}

/** One entry on the axis: from when on to act until the first end, a mark for each restart or the last safe day, and lines between months. */
export function planBar({ endings: [first], severity, bestFrom, lastSafeDay, restarts }: PlanEntry, span: Span): Html {
  const from = placeOn(span, bestFrom === 'now' ? span.now : bestFrom);
  const to = Math.max(from + 1, placeOn(span, first.end));
  const dues = restarts.length > 0 ? restarts.map(({ due }) => due) : [lastSafeDay];
  const marks = [...new Set(dues.map((due) => placeOn(span, due === 'now' ? dayOf(span.now) : due)))];
  return html`<svg class="year" aria-hidden="true"><use href="#${monthLines}"/><rect class="${severity}" x="${from}%" y="25%" width="${Math.round((to - from) * 10) / 10}%" height="50%"/>${marks.map(
    (place) => html`<rect class="mark" x="${place}%" y="0" width="3" height="100%"/>`,
  )}</svg>`;
}
