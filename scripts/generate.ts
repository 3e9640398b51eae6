// Writes what is generated: npm run generate. CI fails when that changes what is committed.
import { writeFileSync } from 'node:fs';
import { configurationPage } from './configuration-page.js';
import { dashboardFiles } from './dashboards.js';
import { metricsPage } from './metrics-page.js';

writeFileSync('docs/metrics.md', metricsPage());
writeFileSync('docs/configuration.md', configurationPage());
for (const [path, text] of Object.entries(dashboardFiles())) writeFileSync(path, text);
