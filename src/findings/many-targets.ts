import type { TargetReport } from '../probe/report.js';
import { countText } from '../text/count-text.js';
import { isFleetEntry } from './cluster-view.js';
import { severities, severityWords } from './severity/severity.js';
import type { TargetView } from './target-view.js';

/** The most targets that are shown in full, fine or not. */
const handful = 10;

/** Whether there are so many targets that of those that are fine only the names are shown. */
export function areMany(targets: readonly Pick<TargetReport, 'fleet'>[]): boolean {
  return targets.filter(({ fleet }) => fleet === undefined).length > handful;
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
  return `${countText(views.length, noun)}${counts.length > 0 ? ` (${counts.join(', ')})` : ''}`;
}
