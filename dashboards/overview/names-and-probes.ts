import { toApiserver } from '../cell-links.js';
import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { reasonWords, refusalWords } from '../appearance/reason-words.js';
import { plainSteps } from '../appearance/steps.js';
import { barGauge } from '../panels/bar-gauge.js';
import { info, label } from '../panels/column.js';
import { table } from '../panels/table.js';
import { timeSeries } from '../panels/time-series.js';
import { refusals } from '../queries/endpoint-queries.js';
import { perEndpoint, perProbe } from '../queries/labels.js';
import { ofTargets } from '../queries/select.js';

const failed = ofTargets('apiserver_endpoint_probe_failed');

export const namesAndProbes: Row = {
  title: 'Names and probes',
  panels: [
    table({
      title: 'Names refused, and why',
      description:
        'Shows names and IPs by which clients reach these API servers, where kubectl and every other Go client refuses what is served. Missing names of single instances, which clients are not configured to use, are left out.',
      empty: 'No name is refused, or nothing was seen.',
      alert: 'ApiserverCertificateRefused',
      width: 12,
      height: 8,
      columns: [
        info(refusals(ofTargets)),
        label('target', 'Target', { width: 100, links: [toApiserver] }),
        label('name', 'Name', { width: 180 }),
        label('reason', 'Reason', { mappings: [refusalWords] }),
        label('address', 'API server', { width: 170 }),
      ],
      sortBy: 'Target',
    }),
    table({
      title: 'Why probes fail',
      description: 'Shows each probe that fails now, and what its reason means.',
      empty: 'No probe fails.',
      alert: 'ApiserverProbeFailing',
      width: 12,
      height: 8,
      columns: [
        info(`max by (${perProbe}, reason) (${failed})`),
        label('target', 'Target', { width: 140, links: [toApiserver] }),
        label('address', 'API server', { width: 180 }),
        label('probe', 'Probe', { width: 90 }),
        label('reason', 'Reason', { mappings: [reasonWords] }),
      ],
      sortBy: 'Target',
    }),
    timeSeries({
      title: 'Failing probes by reason',
      description:
        'Shows how many probes fail over time. A step up means an outage or a change in the network. The reason shows what to check.',
      empty: 'No probe failed in this time range.',
      width: 16,
      height: 8,
      queries: [{ expr: `sum by (reason) (max by (${perProbe}, reason) (${failed}))`, legend: '{{reason}}' }],
      unit: 'none',
      decimals: 0,
      stacked: true,
    }),
    barGauge({
      title: 'Kubernetes versions',
      description:
        'Shows how many API servers run each version. More than one version is normal while a control plane is upgraded.',
      empty: 'No version is known: /version does not answer, or is not requested.',
      width: 8,
      height: 8,
      query: {
        expr: `count by (git_version) (max by (${perEndpoint}, git_version) (${ofTargets('apiserver_endpoint_kubernetes_version_info')}))`,
        legend: '{{git_version}}',
      },
      unit: 'none',
      decimals: 0,
      steps: plainSteps(palette.information),
    }),
  ],
};
