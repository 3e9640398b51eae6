import { toApiserver } from '../cell-links.js';
import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { faultSteps, plainSteps, timeLeftSteps } from '../appearance/steps.js';
import { noFault, truthWords } from '../appearance/words.js';
import { label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { failingProbeCount, isCovered, isUp, timeLeft, trusted } from '../queries/endpoint-queries.js';
import { perTarget } from '../queries/labels.js';
import { ofTargets } from '../queries/select.js';

const faults = { unit: 'none', steps: faultSteps(palette.calm), mappings: [noFault], unknown: 'unknown' };
const uncertain = { ...faults, steps: faultSteps(palette.calm, palette.warning) };

export const targets: Row = {
  title: 'By target',
  panels: [
    table({
      title: 'Targets',
      description:
        'Shows each control plane under its name in the exporter: how many API servers it has, what is wrong with them, and when the first certificate ends. Click a name to see its API servers.',
      empty: 'No target is known. Check the exporter.',
      width: 24,
      height: 7,
      columns: [
        label('target', 'Target', { links: [toApiserver] }),
        value('API servers', `max by (${perTarget}) (${ofTargets('apiserver_target_endpoints')})`, { unit: 'none' }),
        value('Down', `sum by (${perTarget}) (${isUp(ofTargets)} == bool 0)`, faults),
        value('Not covered', notCovered(), faults),
        value('Not trusted', `sum by (${perTarget}) (${trusted(ofTargets)} == bool 0)`, {
          ...faults,
          unknown: 'no CA',
        }),
        value('Failing', failingProbeCount(ofTargets), uncertain),
        value('Serving ends in', firstEnd('serving'), ends('serving')),
        value('Loopback ends in', firstEnd('loopback'), ends('loopback')),
        value('Discovery', `min by (${perTarget}) (${ofTargets('apiserver_target_discovery_success')})`, {
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('complete', 'incomplete', palette.calm)],
        }),
      ],
      sortBy: 'Serving ends in',
    }),
  ],
};

function notCovered(): string {
  return `sum by (${perTarget}) (min by (${perTarget}, name) (${isCovered(ofTargets)}) == bool 0)`;
}

function firstEnd(kind: 'serving' | 'loopback'): string {
  return `min by (${perTarget}) (${timeLeft(ofTargets, `certificate="${kind}"`)})`;
}

function ends(kind: 'serving' | 'loopback') {
  return { unit: 'dtdurations', decimals: 1, steps: timeLeftSteps(kind, palette.calm), unknown: 'not seen' };
}
