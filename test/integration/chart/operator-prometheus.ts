import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { ask, startServer } from '../alerts-server.js';
import type { KubernetesObject } from '../kubernetes-api.js';
import { until } from '../until.js';
import type { Target } from './meta-labels.js';
import { operatorRules, type PrometheusRule } from './operator-rules.js';
import { operatorScrape, type ServiceMonitor, type Referred } from './operator-scrape.js';

/** Seconds for discovery, scrape, evaluation and `for`, which take four. */
const patience = 20;

type Labels = Readonly<Record<string, string>>;

export interface OperatorPrometheus {
  readonly alerts: () => Promise<readonly { readonly state: string; readonly labels: Labels }[]>;
  /** Returns the labels of each series that an expression gives. */
  readonly series: (expression: string) => Promise<readonly Labels[]>;
  /** The same once there is one. */
  readonly has: (expression: string) => Promise<readonly Labels[]>;
  /** Waits until there is no such series. */
  readonly hasNo: (expression: string) => Promise<void>;
  /** Returns the labels of an alert once it fires. */
  readonly fires: (name: string) => Promise<Labels>;
}

export interface OperatorOptions {
  readonly folder: string;
  /** What its discovery finds. */
  readonly targets: readonly Target[];
  readonly objects: readonly KubernetesObject[];
  /** Secrets and ConfigMaps to which monitors refer: their values by name and key. */
  readonly referred?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Runs a real Prometheus with the configuration that the Prometheus Operator makes of the objects. Only intervals are shorter: one or two seconds. */
export async function startOperatorPrometheus(t: Test, options: OperatorOptions): Promise<OperatorPrometheus> {
  const { folder, targets, objects, referred = {} } = options;
  mkdirSync(folder);
  const monitors = objects.filter(({ kind }) => kind === 'ServiceMonitor') as ServiceMonitor[];
  const rules = objects.filter(({ kind }) => kind === 'PrometheusRule') as PrometheusRule[];
  const valueOf: Referred['valueOf'] = (kind, { name, key }) => {
    const value = referred[name]?.[key];
    if (value === undefined) throw new Error(`no ${kind} ${name} ${key}`);
    return value;
  };
  const fileOf: Referred['fileOf'] = (kind, ref) => {
    const file = join(folder, `${kind}_${ref.name}_${ref.key}`);
    writeFileSync(file, valueOf(kind, ref));
    return file;
  };
  const quick = { scrape_interval: '2s', scrape_timeout: '2s' };
  const scrapes = monitors.flatMap((monitor) => operatorScrape(monitor, targets, { valueOf, fileOf }));
  const config = {
    global: { ...quick, evaluation_interval: '1s' },
    rule_files: ['rules-*.json'],
    scrape_configs: scrapes.map((scrape) => ({ ...scrape, ...quick })),
  };
  for (const [i, rule] of rules.entries())
    writeFileSync(join(folder, `rules-${i}.json`), JSON.stringify(operatorRules(rule)));
  const configFile = join(folder, 'prometheus.json');
  writeFileSync(configFile, JSON.stringify(config, null, 1));
  const program = process.env['PROMETHEUS'] ?? 'prometheus';
  const args = [`--config.file=${configFile}`, `--storage.tsdb.path=${join(folder, 'data')}`];
  const url = await startServer(t, folder, program, args);
  const api = async <T>(path: string): Promise<T> =>
    ((await ask(`${url}/api/v1/${path}`)) as { readonly data: T }).data;
  const alerts = async () => (await api<Alerts>('alerts')).alerts;
  const series: OperatorPrometheus['series'] = async (expression) =>
    (await api<Series>(`query?query=${encodeURIComponent(expression)}`)).result.map(({ metric }) => metric);
  return {
    alerts,
    series,
    has: (expression) =>
      until(expression, patience, async () => {
        const found = await series(expression);
        if (found.length > 0) return found;
        const { activeTargets } = await api<Targets>('targets');
        throw new Error(`${activeTargets.length} targets: ${activeTargets.map(({ lastError }) => lastError).join()}`);
      }),
    hasNo: async (expression) => {
      await until(`no ${expression}`, patience, async () => {
        const found = await series(expression);
        if (found.length === 0) return true;
        throw new Error(JSON.stringify(found));
      });
    },
    fires: (name) =>
      until(`${name} fires`, patience, async () => {
        const firing = (await alerts()).find(({ state, labels }) => state === 'firing' && labels['alertname'] === name);
        return firing?.labels;
      }),
  };
}

interface Alerts {
  readonly alerts: readonly { readonly state: string; readonly labels: Labels }[];
}

interface Series {
  readonly result: readonly { readonly metric: Labels }[];
}

interface Targets {
  readonly activeTargets: readonly { readonly lastError: string }[];
}
