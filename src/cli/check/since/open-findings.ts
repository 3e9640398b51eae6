import { severities, type Severity, severityWords } from '../../../findings/severity/severity.js';
import { countText } from '../../../text/count-text.js';
import type { SnapshotFinding } from './snapshot.js';

/** Says what was open at a place that is no longer checked, since it is not over; empty: nothing. Without address: in the whole target. */
export type OpenAt = (target: string, address?: string) => string;

/** Counts findings by target, and by target and address. */
export function openFindings(findings: readonly SnapshotFinding[]): OpenAt {
  const counts = new Map<string, Map<Severity, number>>();
  const add = (severity: Severity, ...place: readonly string[]): void => {
    const key = JSON.stringify(place);
    const known = counts.get(key) ?? new Map<Severity, number>();
    counts.set(key, known.set(severity, (known.get(severity) ?? 0) + 1));
  };
  for (const { target, severity, addresses } of findings) {
    if (target === undefined || severity === 'info') continue;
    add(severity, target);
    for (const address of new Set(addresses)) add(severity, target, address);
  }
  return (...place) => {
    const there = counts.get(JSON.stringify(place)) ?? new Map<Severity, number>();
    const texts = severities.flatMap((severity) => {
      const count = there.get(severity);
      return count === undefined ? [] : [countText(count, severityWords[severity].counted)];
    });
    return texts.length === 0 ? '' : `; last seen there: ${texts.join(', ')}`;
  };
}
