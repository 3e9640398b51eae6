import { isBad, isFleetEntry } from '../../findings/cluster-view.js';
import { severities, severityWords } from '../../findings/severity/severity.js';
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

/** Counts targets by their state, the worst first, and the fleets they are of: `200 targets (2 critical, 198 fine), 1 fleet (1 fine)`. */
export function fleetCounts(views: readonly TargetView[]): string {
  const fleets = views.filter(isFleetEntry);
  const targets = views.filter((view) => !isFleetEntry(view));
  return [countsOf(targets, 'target'), ...(fleets.length > 0 ? [countsOf(fleets, 'fleet')] : [])].join(', ');
}

function countsOf(views: readonly TargetView[], noun: string): string {
  const counts = severities.flatMap((severity) => {
    const count = views.filter((view) => view.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity === 'info' ? 'fine' : severityWords[severity].state}`];
  });
  return `${countText(views.length, noun)} (${counts.join(', ')})`;
}
