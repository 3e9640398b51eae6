import { daysLeft, refusedNameCount } from './endpoint-queries.js';
import { perTarget } from './labels.js';
import type { Select } from './select.js';
import { targetState } from './target-state.js';

const year = 365;

/**
 * Returns a query that orders targets, the worst highest. The whole part of each value is `targetState`. Of two in the same state, the one that
 * clients refuse is worse, and then the one whose first certificate ends sooner.
 */
export function targetRank(select: Select): string {
  const parts = {
    state: targetState(select),
    refused: `0.5 * ((${refusedNameCount(select, perTarget)}) > bool 0)`,
    soonest: `0.4 * clamp(1 - min by (${perTarget}) (${daysLeft(select)}) / ${year}, 0, 1)`,
  };
  // The label keeps them apart, so that one that is not there counts as 0.
  const apart = Object.entries(parts).map(([part, expr]) => `label_replace(${expr}, "part", "${part}", "", "")`);
  return `sum by (${perTarget}) (${apart.join(' or ')})`;
}
