// Writes everything that is generated: npm run generate. With --check it writes nothing, and fails where a file is not as it should be.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { architecturePage } from './architecture-page.js';
import { chartFiles } from './chart-files.js';
import { checkSchema } from './check-schema.js';
import { configurationPage } from './configuration-page.js';
import { dashboardFiles } from './dashboards.js';
import { dependenciesPage } from './dependencies-page.js';
import { exampleConfig } from './example-config.js';
import { type BenchRun, growthChart } from './growth-chart.js';
import { kustomizeFiles } from './kustomize-files.js';
import { metricsPage } from './metrics-page.js';
import { mixinFiles } from './mixin-files.js';
import { proceduresPages } from './procedures-pages.js';
import { readLock } from './production-packages.js';
import { scalingPage } from './scaling-page.js';
import { thirdPartyLicenses } from './third-party-licenses.js';
import { waitSchema } from './wait-schema.js';

const read = (path: string): string => readFileSync(path, 'utf8');

/** Pages of which only tables are generated. */
const [architecture, scaling] = ['docs/architecture.md', 'docs/scaling.md'] as const;
for (const page of [architecture, scaling]) {
  if (existsSync(page)) continue;
  console.error(`${page} is missing, and only its tables are generated: git checkout HEAD -- ${page}`);
  process.exit(1);
}

const files: Readonly<Record<string, string>> = {
  'THIRD-PARTY-LICENSES.txt': thirdPartyLicenses(readLock()),
  'config/exporter.yml': exampleConfig(),
  [architecture]: architecturePage(read(architecture)),
  'docs/check.schema.json': `${JSON.stringify(checkSchema(), null, 2)}\n`,
  'docs/check-wait.schema.json': `${JSON.stringify(waitSchema(), null, 2)}\n`,
  'docs/configuration.md': configurationPage(),
  'docs/dependencies.md': dependenciesPage(readLock()),
  'docs/growth.svg': growthChart(JSON.parse(read('bench/figures.json')) as BenchRun),
  'docs/metrics.md': metricsPage(),
  [scaling]: scalingPage(read(scaling)),
  ...proceduresPages(),
  ...dashboardFiles(),
  ...chartFiles(read),
  ...mixinFiles(read),
  ...(hasHelm() ? kustomizeFiles() : {}),
};

function hasHelm(): boolean {
  const found = spawnSync(process.env['HELM'] ?? 'helm', ['version']).status === 0;
  if (!found) console.error('deploy/kustomize is left as it is: there is no helm (.ci/go-tools installs it)');
  return found;
}

/** What is wrong with a file; undefined: it is as generated. */
function fault(path: string, text: string): string | undefined {
  if (!existsSync(path)) return 'is missing';
  return read(path) === text ? undefined : 'is not what the code generates';
}

if (process.argv.includes('--check')) {
  for (const [path, text] of Object.entries(files)) {
    const problem = fault(path, text);
    if (problem === undefined) continue;
    console.error(`${path} ${problem}: run npm run generate, and commit it`);
    process.exitCode = 1;
  }
} else {
  for (const folder of ['docs/procedures', 'deploy/chart/files/dashboards', 'deploy/mixin/files'])
    mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(path, text);
}
