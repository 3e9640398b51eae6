import { dashboards } from '../dashboards/dashboards.js';
import { runbook } from '../dashboards/runbook.js';
import { alertsSchema, withAlerts } from './chart-alerts.js';
import { withValues } from './chart-readme.js';
import { chartRules } from './chart-rules.js';
import type { Schema } from './json-schema.js';

const folder = 'deploy/chart';

/** What stands in the chart's dashboards for the URL of the runbooks, which a value gives. */
const runbookMarker = '$runbookUrl';

/**
 * Returns the text of each file of the chart that is generated, in whole or in part, by its path: rules and dashboards come from those of the
 * project, and values.yaml and its schema have the alerts. `read` reads a file of the project.
 */
export function chartFiles(read: (path: string) => string): Readonly<Record<string, string>> {
  const alerts = read('config/alerts.yml');
  const schema = JSON.parse(read(`${folder}/values.schema.json`)) as {
    readonly definitions: Readonly<Record<string, Schema>>;
  };
  const whole = { ...schema, definitions: { ...schema.definitions, alerts: alertsSchema(alerts) } };
  const values = withAlerts(read(`${folder}/values.yaml`), alerts);
  return {
    [`${folder}/README.md`]: withValues(read(`${folder}/README.md`), values),
    [`${folder}/files/alerts.yaml`]: chartRules(alerts),
    [`${folder}/values.yaml`]: values,
    [`${folder}/values.schema.json`]: `${JSON.stringify(whole, null, 2)}\n`,
    ...chartDashboards(),
  };
}

function chartDashboards(): Readonly<Record<string, string>> {
  const base = runbook('README').replace('/README.md', '');
  const files = Object.entries(dashboards).map(([path, dashboard]) => [
    `${folder}/files/${path}`,
    `${JSON.stringify(dashboard, null, 2).replaceAll(base, runbookMarker)}\n`,
  ]);
  return Object.fromEntries(files) as Record<string, string>;
}
