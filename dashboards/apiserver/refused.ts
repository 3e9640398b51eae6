import type { Row } from '../dashboard.js';
import { refusalWords } from '../appearance/reason-words.js';
import { info, label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { refusals } from '../queries/endpoint-queries.js';
import { lastAccepted } from '../queries/history-queries.js';
import { ofTarget } from '../queries/select.js';

export const refused: Row = {
  title: 'What clients refuse',
  panels: [
    table({
      title: 'Names refused, why, and since when',
      description:
        'Shows each name under which kubectl and other Go clients refuse an API server now, and when it was last accepted there in this time range. The shorter the range, the more exact. The runbook has the words of kubectl for each reason, and what to do. Missing names of single instances, which clients are not configured to use, are left out.',
      empty: 'No name is refused, or nothing was seen.',
      alert: 'ApiserverCertificateRefused',
      width: 24,
      height: 6,
      columns: [
        info(refusals(ofTarget)),
        label('target', 'Target', { hidden: true }),
        label('name', 'Name', { width: 290 }),
        label('address', 'API server', { width: 215 }),
        label('reason', 'Reason', { width: 430, mappings: [refusalWords] }),
        // No width: where nothing is refused, it is the only column, and has the text that says so.
        value('Last accepted (UTC)', lastAccepted(ofTarget), {
          unit: 'dateTimeAsIso',
          unknown: 'not in this range',
        }),
      ],
      sortBy: [{ title: 'Name' }, { title: 'API server' }],
    }),
  ],
};
