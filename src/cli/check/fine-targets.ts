import { isBad, isFleetEntry } from '../../findings/cluster-view.js';
import type { TargetView } from '../../findings/target-view.js';
import { countText } from '../../text/count-text.js';
import { printable } from '../../text/printable.js';
import { textWidth } from '../wrap.js';

/** Says in one line of at most `width` columns how many targets are fine, and names as many of them as fit. Empty: none is. */
export function fineTargets(views: readonly TargetView[], width: number): string {
  const fine = views
    .filter((view) => !isBad(view) && !isFleetEntry(view))
    .map(({ report }) => printable(report.target.name));
  if (fine.length === 0) return '';
  const start = `${countText(fine.length, 'target')} ${fine.length === 1 ? 'is' : 'are'} fine: `;
  const reserve = textWidth(`, … and ${fine.length} more`);
  let used = textWidth(start);
  const shown: string[] = [];
  for (const [at, name] of fine.entries()) {
    used += textWidth(name) + 2;
    if (used - 2 + (at === fine.length - 1 ? 0 : reserve) > width) break;
    shown.push(name);
  }
  const more = fine.length - shown.length;
  if (shown.length === 0) return `${start.slice(0, -2)}.`;
  return `${start}${shown.join(', ')}${more > 0 ? `, … and ${more} more` : ''}`;
}
