import { andMore } from '../../bounds/limited-list.js';
import { groupBy } from '../../findings/group-by.js';
import { dayText, monthText } from '../../plan/due-day.js';
import { beginText, byText, orderText, partTexts, renewingText, whenText } from '../../plan/entry-text.js';
import type { PlanEntry } from '../../plan/plan-entry.js';
import type { YearPlan } from '../../plan/year-plan.js';
import { printable } from '../../text/printable.js';
import { wrap } from '../wrap.js';
import { createPainter, type Painter } from './painter.js';

export interface PlanTextOptions {
  readonly color: boolean;
  /** Columns for prose. */
  readonly width: number;
  /** Whether nothing is left out, however much there is. */
  readonly all: boolean;
}

/** More than a person reads at once. */
const mostEntries = 100;

/** The plan as `check --output plan` prints it: a heading for each month, and below it what is to be done, the first first. */
export function planText(plan: YearPlan, { color, width, all }: PlanTextOptions): string {
  const { span, entries, renewing, unseen } = plan;
  const painter = createPainter(color);
  const shown = all ? entries : entries.slice(0, mostEntries);
  const left = entries.length - shown.length;
  const months = [...groupBy(shown, ({ due }) => monthText(due))].map(([month, each]) =>
    [painter.lead(`${month}:`), ...each.map((entry) => entryLines(entry, span.now, painter, width))].join('\n'),
  );
  const renew = renewingText(renewing);
  return [
    `From ${dayText(span.now)} to ${dayText(span.end)}, in UTC.`,
    ...(entries.length === 0 ? ['Nothing that was seen ends in this time.'] : months),
    ...(left > 0 ? [`${andMore(left)}: --all prints them.`] : []),
    ...(renew === undefined ? [] : [wrap(renew, width).join('\n')]),
    ...(unseen.length === 0 ? [] : [['This plan is not complete:', ...unseen.map((text) => `  ${text}`)].join('\n')]),
  ].join('\n\n');
}

/** Below the heading of its month. */
function entryLines(entry: PlanEntry, now: number, painter: Painter, width: number): string {
  const { due, title, severity, isOverdue, restarts, caveat, runbook } = entry;
  const prose = (text: string, margin: string, mark = ''): readonly string[] => {
    const indent = margin + ' '.repeat(mark.length);
    const lines = wrap(printable(text), Math.max(20, width - indent.length));
    return lines.map((line, at) => (at === 0 ? margin + mark : indent) + line);
  };
  const [first = '', ...rest] = prose(`${isOverdue ? 'OVERDUE' : byText(due)}: ${title}`, '    ');
  const order = orderText(entry);
  return [
    `  ${painter.severity(first.trimStart(), severity)}`,
    ...rest,
    ...prose(`${whenText(entry)} ${beginText(entry, now)}`, '      '),
    ...(order === undefined ? [] : prose(order, '      ')),
    ...partTexts(entry).flatMap((text, at) => prose(text, '      ', restarts.length > 1 ? `${at + 1}. ` : '- ')),
    ...(caveat === undefined ? [] : prose(caveat, '      ')),
    ...prose(`Runbook: ${runbook}`, '      '),
  ].join('\n');
}
