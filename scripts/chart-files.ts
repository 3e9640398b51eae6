import { alertsSchema, withAlerts } from './chart-alerts.js';
import { withValues } from './chart-readme.js';
import { chartRules } from './chart-rules.js';
import { markedDashboards } from './marked-dashboards.js';
import type { Schema } from './json-schema.js';

const folder = 'deploy/chart';

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
    ...markedDashboards(`${folder}/files/dashboards`),
  };
}
