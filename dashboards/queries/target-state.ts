import { certificateState } from './certificate-state.js';
import { failingProbeCount, isUp, refusedNameCount } from './endpoint-queries.js';
import { perTarget } from './labels.js';
import type { Select } from './select.js';

/**
 * Returns a query for the state of each target: that of the worst that is known of it, in the order of `check`. The values are 0 fine, 1 warning,
 * 2 unknown, because a probe or the discovery fails, and 3 critical.
 */
export function targetState(select: Select): string {
  const parts = {
    // From 2 on, a certificate is critical: 0, 1, 4 and more become 0, 1 and 3.
    certificates: `clamp_max(max by (${perTarget}) (${certificateState(select)}) ^ 2, 3)`,
    refused: `3 * ((${refusedNameCount(select, perTarget)}) > bool 0)`,
    down: `2 * max by (${perTarget}) (${isUp(select)} == bool 0)`,
    failing: `2 * ((${failingProbeCount(select)}) > bool 0)`,
    discovery: `2 * (min by (${perTarget}) (${select('apiserver_target_discovery_success')}) == bool 0)`,
  };
  // The label keeps them apart: of two with the same labels, `or` takes the first, not the worst.
  const apart = Object.entries(parts).map(([part, expr]) => `label_replace(${expr}, "part", "${part}", "", "")`);
  return `max by (${perTarget}) (${apart.join(' or ')})`;
}
