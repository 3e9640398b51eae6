import type { thresholds } from '../../src/findings/severity/thresholds.js';
import { toApiserver } from '../cell-links.js';
import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { faultSteps, plainSteps, timeLeftSteps } from '../appearance/steps.js';
import { targetStateWords } from '../appearance/target-state-words.js';
import { noFault, truthWords } from '../appearance/words.js';
import { label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import {
  failingProbeCount,
  instancesMissing,
  isUp,
  refusedNameCount,
  timeLeft,
  trustTimeLeft,
} from '../queries/endpoint-queries.js';
import { perTarget } from '../queries/labels.js';
import { ofTargets } from '../queries/select.js';
import { targetState } from '../queries/target-state.js';

const faults = { width: 85, unit: 'none', steps: faultSteps(palette.calm), mappings: [noFault], unknown: 'unknown' };
const uncertain = { ...faults, steps: faultSteps(palette.calm, palette.warning) };

export const targets: Row = {
  title: 'By target',
  panels: [
    table({
      title: 'Targets, the worst first',
      description:
        'Shows each control plane under its name in the exporter, the worst first: its state, by what ends, is refused or fails, how many API servers it has, how many are missing, what is wrong with them, under how many names clients refuse them, and when the first certificate ends. Trust ends when the path from a serving certificate to the CA does, the CA included; without a CA it is not known. Click a name to see its API servers.',
      empty: 'No target is known. Check the exporter.',
      width: 24,
      height: 9,
      columns: [
        value('State', targetState(ofTargets), {
          width: 110,
          unit: 'none',
          mappings: [targetStateWords],
          steps: plainSteps(palette.calm),
        }),
        label('target', 'Target', { links: [toApiserver] }),
        value('API servers', `max by (${perTarget}) (${ofTargets('apiserver_target_endpoints')})`, {
          width: 100,
          unit: 'none',
        }),
        value('Missing', instancesMissing(ofTargets), { ...uncertain, unknown: 'unknown' }),
        value('Down', `sum by (${perTarget}) (${isUp(ofTargets)} == bool 0)`, faults),
        value('Refused', refusedNameCount(ofTargets, perTarget), faults),
        value('Failing', failingProbeCount(ofTargets), uncertain),
        value('Serving ends in', firstEnd('serving'), ends('serving')),
        value('Trust ends in', trustTimeLeft(ofTargets, perTarget), { ...ends('chain'), unknown: 'unknown' }),
        value('Loopback ends in', firstEnd('loopback'), ends('loopback')),
        value('Discovery', `min by (${perTarget}) (${ofTargets('apiserver_target_discovery_success')})`, {
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('complete', 'incomplete', palette.calm)],
        }),
      ],
      sortBy: 'State',
      descending: true,
    }),
  ],
};

function firstEnd(kind: 'serving' | 'loopback'): string {
  return `min by (${perTarget}) (${timeLeft(ofTargets, `certificate="${kind}"`)})`;
}

function ends(kind: keyof typeof thresholds) {
  return { unit: 'dtdurations', decimals: 1, steps: timeLeftSteps(kind, palette.calm), unknown: 'not seen' };
}
