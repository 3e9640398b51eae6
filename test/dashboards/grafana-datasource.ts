import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProjectFile } from '../fixtures/project-file.js';
import { startInBackground } from '../integration/background-process.js';
import { freePort } from '../integration/free-port.js';
import { until } from '../integration/until.js';

/** A series of a result, with its last value. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Queries to Prometheus, sent like Grafana does. */
export interface Datasource {
  /** Unix seconds of the last evaluation. */
  readonly instant: (expr: string) => Promise<readonly Series[]>;
  /** Queries the last half minute, with one value per second. */
  readonly range: (expr: string) => Promise<readonly Series[]>;
  /** Returns what `label_values(selector, label)` returns for a variable. */
  readonly labelValues: (selector: string, label: string) => Promise<readonly string[]>;
  readonly log: () => string;
}

interface Ending {
  readonly teardown: (end: () => Promise<void>) => unknown;
}

/**
 * Runs a real Prometheus on a free port until the test ends. It scrapes the exporter every second under the job name of
 * config/prometheus.yml, and under two names, so that there seem to be two exporters for the same API servers. It evaluates
 * config/alerts.yml, every second as well, and has the metrics of scrape timeouts. Resolves when it is ready.
 */
export async function startDatasource(t: Ending, folder: string, exporterUrl: string): Promise<Datasource> {
  const address = `127.0.0.1:${await freePort()}`;
  const [configFile, rules] = [join(folder, 'prometheus.json'), join(folder, 'alerts.yml')];
  writeFileSync(rules, readProjectFile('config/alerts.yml').replaceAll(/^ +interval: .+\n/gm, ''));
  writeFileSync(configFile, JSON.stringify(config(exporterUrl, rules)));
  const argv = [
    'prometheus',
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${join(folder, 'prometheus')}`,
    `--web.listen-address=${address}`,
    '--enable-feature=extra-scrape-metrics',
  ];
  const { log, hasEnded, end } = await startInBackground(argv, join(folder, 'prometheus.log'));
  t.teardown(() => end());
  const state = await until('Prometheus is ready', 30, async () => {
    if (hasEnded()) return 'ended';
    return (await fetch(`http://${address}/-/ready`)).ok ? 'ready' : undefined;
  });
  if (state === 'ended') throw new Error(`Prometheus ended:\n${log()}`);
  return { ...asks(`http://${address}/api/v1`), log };
}

/** JSON is YAML. */
function config(exporterUrl: string, rules: string): object {
  const { host, port } = new URL(exporterUrl);
  const targets = [host, `localhost:${port}`];
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: [rules],
    scrape_configs: [{ job_name: 'apiserver-cert-exporter', static_configs: [{ targets }] }],
  };
}

function asks(api: string): Omit<Datasource, 'log'> {
  const get = async <T>(path: string, parameters: Readonly<Record<string, string>>): Promise<T> => {
    const response = await fetch(`${api}/${path}?${new URLSearchParams(parameters).toString()}`);
    const { data, error } = (await response.json()) as { readonly data?: T; readonly error?: string };
    if (data === undefined) throw new Error(`${path} ${JSON.stringify(parameters)}: ${error ?? response.status}`);
    return data;
  };
  return {
    instant: async (query) => {
      const { result } = await get<{ readonly result: readonly Vector[] }>('query', { query });
      return result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
    },
    range: async (query) => {
      const end = Date.now() / 1000;
      const span = { start: String(end - 30), end: String(end), step: '1' };
      const { result } = await get<{ readonly result: readonly Matrix[] }>('query_range', { query, ...span });
      return result.map(({ metric, values }) => ({ labels: metric, value: Number(values.at(-1)?.[1]) }));
    },
    labelValues: (selector, label) => get(`label/${label}/values`, { 'match[]': selector }),
  };
}

interface Vector {
  readonly metric: Series['labels'];
  readonly value: readonly [time: number, value: string];
}

interface Matrix {
  readonly metric: Series['labels'];
  readonly values: readonly (readonly [time: number, value: string])[];
}
