import { chartThresholds, type ChartThreshold } from './chart-thresholds.js';
import { markedDashboards } from './marked-dashboards.js';
import { mixinRules } from './mixin-rules.js';

const folder = 'deploy/mixin/files';

/**
 * Returns the text of each file of the mixin that is generated, by its path. They are copies, because jsonnet-bundler installs the folder of a
 * mixin without what is around it. `read` reads a file of the project.
 */
export function mixinFiles(read: (path: string) => string): Readonly<Record<string, string>> {
  return {
    [`${folder}/rules.json`]: mixinRules(read('config/alerts.yml')),
    [`${folder}/thresholds.json`]: `${JSON.stringify(thresholds(), null, 2)}\n`,
    ...markedDashboards(folder),
  };
}

type Numbers = Readonly<Record<string, number>>;

function thresholds(): Readonly<Record<string, Readonly<Record<string, Numbers>>>> {
  return mapValues(chartThresholds, (severities) => mapValues(severities, valuesOf));
}

function valuesOf(all: readonly ChartThreshold[]): Numbers {
  return Object.fromEntries(all.map(({ key, value }) => [key, value]));
}

function mapValues<From, To>(
  values: Readonly<Record<string, From>>,
  to: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, to(value)]));
}
