import type { Row } from '../dashboard.js';
import { reasonsByUse } from '../appearance/reasons-by-use.js';
import { palette } from '../appearance/palette.js';
import { plainSteps } from '../appearance/steps.js';
import { truthWords } from '../appearance/words.js';
import { label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { timeSeries } from '../panels/time-series.js';
import { perEndpoint, perProbe, perTarget } from '../queries/labels.js';
import { ofExporters, ofTargets } from '../queries/select.js';

const failed = ofTargets('apiserver_endpoint_probe_failed');
const version = ofTargets('apiserver_endpoint_kubernetes_version_info');
const fleet = `max by (${perTarget}) (${ofExporters('apiserver_fleet_targets')})`;
const listed = `min by (${perTarget}) (${ofExporters('apiserver_target_discovery_success')})`;

export const changes: Row = {
  title: 'Over time, versions and fleets',
  panels: [
    timeSeries({
      title: 'Failing probes by reason',
      description:
        'Shows how many probes fail over time. A step up means an outage or a change in the network. The reason shows what to check, and always has the same colour.',
      empty: 'No probe failed in this time range.',
      width: 10,
      height: 8,
      queries: [{ expr: `sum by (reason) (max by (${perProbe}, reason) (${failed}))`, legend: '{{reason}}' }],
      unit: 'none',
      decimals: 0,
      stacked: true,
      names: reasonsByUse,
    }),
    table({
      title: 'Kubernetes versions',
      description:
        'Shows how many API servers run each version. More than one version is normal while a control plane is upgraded.',
      empty: 'No version is known: /version does not answer, or is not requested.',
      width: 5,
      height: 8,
      columns: [
        label('git_version', 'Version'),
        value('Servers', `count by (git_version) (max by (${perEndpoint}, git_version) (${version}))`, {
          width: 80,
          unit: 'none',
        }),
      ],
      sortBy: [{ title: 'Servers', descending: true }],
    }),
    table({
      title: 'Fleets',
      description:
        'Shows the entries of the configuration that list targets, such as kubeconfigs or Cluster API, how many targets each has now, and whether they could be listed. If not, the ones that were known are still probed.',
      empty: 'No fleet is configured.',
      alert: 'ApiserverDiscoveryFailing',
      width: 9,
      height: 8,
      columns: [
        label('target', 'Entry'),
        value('List', `${listed} and on (${perTarget}) ${fleet}`, {
          width: 110,
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('complete', 'incomplete', palette.calm)],
        }),
        value('Targets', fleet, { width: 75, unit: 'none' }),
      ],
      sortBy: [{ title: 'List' }, { title: 'Entry' }],
    }),
  ],
};
