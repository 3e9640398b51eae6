import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startInBackground } from './background-process.js';
import { until } from './until.js';

/** A sample of an instant query. */
export interface QueryResult {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Prometheus' state of the only target that it scrapes. */
export interface ScrapeHealth {
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
}

export interface Prometheus {
  readonly query: (expression: string) => Promise<readonly QueryResult[]>;
  readonly health: () => Promise<ScrapeHealth | undefined>;
  /** Returns the types that it has for a metric's name. */
  readonly typesOf: (metric: string) => Promise<readonly string[]>;
  readonly log: () => string;
}

export interface PrometheusOptions {
  /** Where it keeps its files. */
  readonly folder: string;
  readonly address: string;
  readonly exporterUrl: string;
  /** Additional settings of the scrape configuration. */
  readonly settings?: object;
  readonly externalLabels?: Readonly<Record<string, string>>;
}

/**
 * Runs a real Prometheus on this address until the test ends. It scrapes the exporter every two seconds. Resolves when it is ready.
 */
export async function startPrometheus(
  t: { readonly teardown: (end: () => Promise<void>) => unknown },
  { folder, address, exporterUrl, settings = {}, externalLabels = {} }: PrometheusOptions,
): Promise<Prometheus> {
  const configFile = join(folder, 'prometheus.json');
  writeFileSync(configFile, JSON.stringify(config(exporterUrl, settings, externalLabels)));
  const argv = [
    'prometheus',
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${join(folder, 'prometheus')}`,
    `--web.listen-address=${address}`,
  ];
  const { log, hasEnded, end } = await startInBackground(argv, join(folder, 'prometheus.log'));
  t.teardown(() => end());
  const state = await until('Prometheus is ready', 30, async () => {
    if (hasEnded()) return 'ended';
    return (await fetch(`http://${address}/-/ready`)).ok ? 'ready' : undefined;
  });
  if (state === 'ended') throw new Error(`Prometheus ended:\n${log()}`);

  const api = async (path: string): Promise<unknown> => {
    const response = await fetch(`http://${address}/api/v1/${path}`);
    const { data, error } = (await response.json()) as { readonly data?: unknown; readonly error?: string };
    if (data === undefined) throw new Error(`${path}: ${error ?? response.status}`);
    return data;
  };
  return {
    query: async (expression) => {
      const { result } = (await api(`query?query=${encodeURIComponent(expression)}`)) as VectorData;
      return result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
    },
    health: async () => ((await api('targets')) as TargetsData).activeTargets[0],
    typesOf: async (metric) => {
      const found = (await api(`metadata?metric=${metric}`)) as MetadataData;
      return (found[metric] ?? []).map(({ type }) => type);
    },
    log,
  };
}

/** JSON is YAML. */
function config(exporterUrl: string, settings: object, external_labels: object): object {
  const { host, protocol } = new URL(exporterUrl);
  const scheme = protocol.slice(0, -1);
  return {
    global: { scrape_interval: '2s', scrape_timeout: '2s', external_labels },
    scrape_configs: [{ job_name: 'exporter', scheme, static_configs: [{ targets: [host] }], ...settings }],
  };
}

interface VectorData {
  readonly result: readonly {
    readonly metric: QueryResult['labels'];
    readonly value: readonly [number, string];
  }[];
}

interface TargetsData {
  readonly activeTargets: readonly ScrapeHealth[];
}

type MetadataData = Readonly<Record<string, readonly { readonly type: string }[]>>;
