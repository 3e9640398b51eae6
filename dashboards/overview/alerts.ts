import { toApiserver, toRunbook } from '../cell-links.js';
import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { words } from '../appearance/words.js';
import { info, label } from '../panels/column.js';
import { table } from '../panels/table.js';

/** Alerts may lack a label that a variable selects by, so the matchers accept an empty value too. */
const alerts = 'ALERTS{alertname=~"Apiserver.+", job=~"$job|", instance=~"$instance|", target=~"$target|"}';
const identity = 'cluster, target, address, alertname, severity, alertstate, certificate, name, reason, probe, path';

export const firingAlerts: Row = {
  title: 'Alerts',
  panels: [
    table({
      title: 'Alerts of API servers and their certificates',
      description:
        'Shows the current alerts of config/alerts.yml. Pending alerts wait until they have lasted long enough. Firing alerts are with Alertmanager. Click the name of an alert to open its runbook.',
      empty: 'There is no alert, or this data source does not evaluate the rules.',
      width: 24,
      height: 7,
      columns: [
        info(`max by (${identity}) (${alerts})`),
        label('alertname', 'Alert', { width: 320, links: [toRunbook] }),
        label('severity', 'Severity', {
          width: 110,
          mappings: [words({ critical: { text: '✖ critical' }, warning: { text: '▲ warning' } })],
        }),
        label('alertstate', 'State', {
          width: 110,
          mappings: [words({ firing: { text: '● firing', color: palette.critical }, pending: { text: '○ pending' } })],
        }),
        label('target', 'Target', { links: [toApiserver] }),
        label('address', 'API server'),
        label('certificate', 'Certificate', { width: 110 }),
        label('name', 'Name'),
        label('reason', 'Reason', { width: 150 }),
        label('probe', 'Probe', { width: 90 }),
        label('path', 'File'),
      ],
      sortBy: 'Severity',
    }),
  ],
};
