import type { CellLink } from './panels/column.js';
import { runbook } from './runbook.js';
import { selection } from './selection.js';
import { uids } from './uids.js';

/** Links a table row to the dashboard of the row's target. Keeps the selected data source, job, instance and time range. */
export const toApiserver: CellLink = {
  title: 'API servers of this target',
  url: `/d/${uids.apiserver}?${selection}&var-target=\${__data.fields["Target"]:percentencode}&\${__url_time_range}`,
};

/** Links an alert's name to its runbook. */
export const toRunbook: CellLink = {
  title: 'Runbook',
  url: runbook('${__value.text}'),
  targetBlank: true,
};
