import type { TargetReport } from '../probe/report.js';
import type { Family } from './family.js';

/** What is known of a target as a whole. Every series carries `target` and the target's own labels besides. */
export const targetFamilies: readonly Family<TargetReport>[] = [
  {
    name: 'apiserver_target_endpoints',
    help: 'Addresses (IP:port) to which the target led.',
    labels: [],
    samples: ({ reports }) => [
      { value: reports.filter(({ failures }) => !failures.some(({ probe }) => probe === 'resolve')).length },
    ],
  },
  {
    name: 'apiserver_target_discovery_success',
    help: 'Whether everything that the target names led to addresses.',
    labels: [],
    samples: ({ discovered }) => [{ value: Number(discovered) }],
  },
];
