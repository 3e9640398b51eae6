import { toApiserver } from '../cell-links.js';
import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { faultSteps, plainSteps, timeLeftSteps } from '../appearance/steps.js';
import { targetStateWords } from '../appearance/target-state-words.js';
import { lacking, noFault, truthWords } from '../appearance/words.js';
import { type Column, label, value } from '../panels/column.js';
import { days } from '../panels/days-column.js';
import { table } from '../panels/table.js';
import {
  caEnd,
  daysLeft,
  daysUntil,
  failingProbeCount,
  instancesMissing,
  isUp,
  refusedNameCount,
  trustEnd,
} from '../queries/endpoint-queries.js';
import { perTarget } from '../queries/labels.js';
import { ofTargets } from '../queries/select.js';
import { targetRank } from '../queries/target-rank.js';

const faults = { width: 72, unit: 'none', steps: faultSteps(palette.calm), mappings: [noFault] };
const uncertain = { ...faults, steps: faultSteps(palette.calm, palette.warning) };
const chain = { width: 95, steps: timeLeftSteps('chain', palette.calm) };

export const targets: Row = {
  title: 'By target',
  panels: [
    table({
      title: 'Targets, the worst first',
      description:
        'Shows each control plane under its name in the exporter, the worst first: its state, by what ends, is refused or fails, how many API servers it has, how many are missing, down, or have failing probes, under how many names clients refuse them, and when the first certificate ends. Trust ends when the path from a serving certificate to the CA does, the CA included. A dash means that it is not known: without a CA in the configuration, or while nothing answers. Click a name to see its API servers.',
      empty: 'No target is known. Check the exporter.',
      width: 24,
      height: 9,
      columns: [
        value('State', targetRank(ofTargets), {
          width: 100,
          unit: 'none',
          mappings: targetStateWords,
          steps: plainSteps(palette.calm),
        }),
        label('target', 'Target', { links: [toApiserver] }),
        value('Servers', `max by (${perTarget}) (${ofTargets('apiserver_target_endpoints')})`, {
          width: 70,
          unit: 'none',
        }),
        value('Missing', instancesMissing(ofTargets), uncertain),
        value('Down', `sum by (${perTarget}) (${isUp(ofTargets)} == bool 0)`, faults),
        value('Refused', refusedNameCount(ofTargets, perTarget), faults),
        value('Failing', failingProbeCount(ofTargets), uncertain),
        firstEnd('serving'),
        firstEnd('loopback'),
        days('Trust ends', daysUntil(trustEnd(ofTargets, perTarget)), chain),
        days('CA ends', daysUntil(caEnd(ofTargets)), { ...chain, width: 85 }),
        value('Discovery', `min by (${perTarget}) (${ofTargets('apiserver_target_discovery_success')})`, {
          width: 105,
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('complete', 'incomplete', palette.calm)],
        }),
      ],
      sortBy: [{ title: 'State', descending: true }],
    }),
  ],
};

/** Every API server that answers shows a serving certificate, but not each a loopback certificate: a front may hide it. */
function firstEnd(kind: 'serving' | 'loopback'): Column {
  const left = `min by (${perTarget}) (${daysLeft(ofTargets, `certificate="${kind}"`)})`;
  const steps = timeLeftSteps(kind, palette.calm);
  if (kind === 'serving') return days('Serving ends', left, { width: 100, steps });
  const hidden = `NaN * (max by (${perTarget}) (${ofTargets('apiserver_endpoint_loopback_certificate_found')}) == 0)`;
  return days('Loopback ends', `${left} or ${hidden}`, { width: 112, steps, mappings: [lacking('not shown')] });
}
