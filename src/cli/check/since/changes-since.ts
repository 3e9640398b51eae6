import type { Change } from './change.js';
import { fileChanges } from './file-changes.js';
import { findingChanges } from './finding-changes.js';
import { matchTargets } from './match.js';
import type { Snapshot } from './snapshot.js';
import { targetChanges } from './target-changes.js';

export type Since =
  | { readonly state: 'compared'; readonly changes: readonly Change[] }
  /** Nothing of the one is in the other. */
  | { readonly state: 'unrelated' };

/**
 * Returns what changed from one check to another: findings first, then what they do not say. The order of either, texts, ages, durations and
 * the times of the checks do not count, so that two checks of the same state are equal. Pure, and linear in what the checks have.
 */
export function changesSince(before: Snapshot, now: Snapshot): Since {
  const matched = matchTargets(before, now);
  const isRelated = matched.pairs.length > 0 || before.targets.length === 0 || now.targets.length === 0;
  if (!isRelated) return { state: 'unrelated' };
  return {
    state: 'compared',
    changes: [
      ...findingChanges(before.findings, now.findings, matched),
      ...targetChanges(matched, before.findings),
      ...fileChanges(before, now),
    ],
  };
}
