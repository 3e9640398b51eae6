// Writes everything that is generated: npm run generate. With --check it writes nothing, and fails where a file is not as it should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { architecturePage } from './architecture-page.js';
import { checkSchema } from './check-schema.js';
import { configurationPage } from './configuration-page.js';
import { dashboardFiles } from './dashboards.js';
import { exampleConfig } from './example-config.js';
import { metricsPage } from './metrics-page.js';

const read = (path: string): string => readFileSync(path, 'utf8');

const files: Readonly<Record<string, string>> = {
  'config/exporter.yml': exampleConfig(),
  'docs/architecture.md': architecturePage(read('docs/architecture.md')),
  'docs/check.schema.json': `${JSON.stringify(checkSchema(), null, 2)}\n`,
  'docs/configuration.md': configurationPage(),
  'docs/metrics.md': metricsPage(),
  ...dashboardFiles(),
};

if (process.argv.includes('--check')) {
  const stale = Object.entries(files).flatMap(([path, text]) => (read(path) === text ? [] : [path]));
  for (const path of stale)
    console.error(`${path} is not what the code generates: run npm run generate, and commit it`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of Object.entries(files)) writeFileSync(path, text);
}
