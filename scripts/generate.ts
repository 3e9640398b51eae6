// Writes everything that is generated: npm run generate. CI fails when that changes what is committed.
import { writeFileSync } from 'node:fs';
import { checkSchema } from './check-schema.js';
import { configurationPage } from './configuration-page.js';
import { dashboardFiles } from './dashboards.js';
import { exampleConfig } from './example-config.js';
import { metricsPage } from './metrics-page.js';

writeFileSync('docs/check.schema.json', `${JSON.stringify(checkSchema(), null, 2)}\n`);
writeFileSync('config/exporter.yml', exampleConfig());
writeFileSync('docs/metrics.md', metricsPage());
writeFileSync('docs/configuration.md', configurationPage());
for (const [path, text] of Object.entries(dashboardFiles())) writeFileSync(path, text);
