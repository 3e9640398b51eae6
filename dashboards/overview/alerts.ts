import { alertStateWords, severityWords } from '../appearance/severity-words.js';
import { toApiserver, toRunbook } from '../cell-links.js';
import type { Row } from '../dashboard.js';
import { label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { alertCounts } from '../queries/alert-queries.js';

export const firingAlerts: Row = {
  title: 'Alerts',
  panels: [
    table({
      title: 'Alerts of API servers and their certificates',
      description:
        'Shows the current alerts of config/alerts.yml, one row for each alert of a target, and how many there are of it. The other tables have the API servers, names and files. Pending alerts wait until they have lasted long enough. Firing alerts are with Alertmanager. A warning whose critical twin fires is left out, as in Alertmanager. Click the name of an alert to open its runbook.',
      empty: 'There is no alert, or this data source does not evaluate the rules.',
      width: 24,
      height: 9,
      columns: [
        label('severity', 'Severity', { width: 105, mappings: [severityWords], coloured: true }),
        label('alertname', 'Alert', { width: 285, links: [toRunbook] }),
        label('target', 'Target', { links: [toApiserver] }),
        value('Alerts', alertCounts, { width: 70, unit: 'none' }),
        label('alertstate', 'State', { width: 90, mappings: [alertStateWords] }),
        label('reason', 'Reason', { width: 140 }),
        label('instance', 'Exporter'),
      ],
      sortBy: [{ title: 'Severity' }, { title: 'State' }, { title: 'Alerts', descending: true }],
    }),
  ],
};
