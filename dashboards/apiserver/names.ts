import type { Row } from '../dashboard.js';
import { refusalWords } from '../appearance/reason-words.js';
import { truthWords } from '../appearance/words.js';
import { info, label } from '../panels/column.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { table } from '../panels/table.js';
import { isAccepted, refusals } from '../queries/endpoint-queries.js';
import { ofTarget } from '../queries/select.js';

export const names: Row = {
  title: 'Names',
  panels: [
    stateTimeline({
      title: 'Names accepted at each API server',
      description:
        "Shows whether kubectl and every other Go client that uses the name accepts the certificate that it gets: its names, its dates, and the path to the target's CA. Without a CA, trust is not known and does not count. kubeadm certs renew keeps the old names, so issue a new certificate where a name is missing.",
      empty: 'No names are expected, or no certificate was seen.',
      alert: 'ApiserverNameNotCovered',
      width: 12,
      height: 12,
      query: { expr: isAccepted(ofTarget), legend: '{{name}} at {{address}}' },
      states: truthWords('accepted', 'refused'),
    }),
    table({
      title: 'Names refused, and why',
      description:
        'Shows names that are refused now. Missing names of single instances, which clients are not configured to use, are left out. The runbook has the words of kubectl for each reason, and what to do.',
      empty: 'No name is refused, or nothing was seen.',
      alert: 'ApiserverCertificateRefused',
      width: 12,
      height: 12,
      columns: [
        info(refusals(ofTarget)),
        label('target', 'Target', { hidden: true }),
        label('name', 'Name', { width: 180 }),
        label('reason', 'Reason', { mappings: [refusalWords] }),
        label('address', 'API server', { width: 160 }),
      ],
      sortBy: 'Name',
    }),
  ],
};
