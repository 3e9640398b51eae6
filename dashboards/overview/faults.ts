import { toApiserver } from '../cell-links.js';
import type { Row } from '../dashboard.js';
import { reasonWords, refusalWords } from '../appearance/reason-words.js';
import { info, label } from '../panels/column.js';
import { table } from '../panels/table.js';
import { refusals } from '../queries/endpoint-queries.js';
import { perProbe } from '../queries/labels.js';
import { ofTargets } from '../queries/select.js';

const failed = ofTargets('apiserver_endpoint_probe_failed');

export const faults: Row = {
  title: 'What is refused, and what fails',
  panels: [
    table({
      title: 'Names refused, and why',
      description:
        'Shows names and IPs by which clients reach these API servers, and the API server at which kubectl and every other Go client refuses what is served. Missing names of single instances, which clients are not configured to use, are left out.',
      empty: 'No name is refused, or nothing was seen.',
      alert: 'ApiserverCertificateRefused',
      width: 24,
      height: 6,
      columns: [
        info(refusals(ofTargets)),
        label('target', 'Target', { width: 230, links: [toApiserver] }),
        label('address', 'API server', { width: 215 }),
        label('name', 'Name', { width: 290 }),
        label('reason', 'Reason', { mappings: [refusalWords] }),
      ],
      sortBy: [{ title: 'Target' }, { title: 'API server' }],
    }),
    table({
      title: 'Why probes fail',
      description:
        'Shows each probe that fails now, and what its reason means. What the probe would check is not monitored until it works again.',
      empty: 'No probe fails.',
      alert: 'ApiserverProbeFailing',
      width: 24,
      height: 6,
      columns: [
        info(`max by (${perProbe}, reason) (${failed})`),
        label('target', 'Target', { width: 230, links: [toApiserver] }),
        label('address', 'API server', { width: 215 }),
        label('probe', 'Probe', { width: 90 }),
        label('reason', 'Reason', { mappings: [reasonWords] }),
      ],
      sortBy: [{ title: 'Target' }, { title: 'API server' }],
    }),
  ],
};
