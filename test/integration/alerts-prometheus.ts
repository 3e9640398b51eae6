import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { shortened } from '../rules/shortened.js';
import { edited } from './alerts-edit.js';
import { ask, startServer } from './alerts-server.js';

/** An alert that is active in Prometheus. */
export interface ActiveAlert {
  readonly state: 'pending' | 'firing';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface AlertingPrometheus {
  readonly alerts: () => Promise<readonly ActiveAlert[]>;
}

/**
 * Runs a Prometheus with config/prometheus.yml, changed to scrape every second, and with config/alerts.yml, changed to wait for
 * most alerts for only six seconds. It gets both URLs.
 */
export async function startAlertingPrometheus(
  t: Test,
  parent: string,
  program: string,
  urls: { readonly exporter: string; readonly alertmanager: string },
): Promise<AlertingPrometheus> {
  const folder = join(parent, 'prometheus');
  mkdirSync(folder);
  writeFileSync(join(folder, 'alerts.yml'), shortened('config/alerts.yml', 100));
  const configFile = join(folder, 'prometheus.yml');
  const config = edited('config/prometheus.yml', {
    ' scrape_interval: 1m': ' scrape_interval: 1s',
    ' evaluation_interval: 1m': ' evaluation_interval: 1s',
    ' scrape_timeout: 30s': ' scrape_timeout: 1s',
    "'alertmanager:9093'": `'${new URL(urls.alertmanager).host}'`,
    "'apiserver-cert-exporter:10643'": `'${new URL(urls.exporter).host}'`,
  });
  writeFileSync(configFile, config);
  const args = [`--config.file=${configFile}`, `--storage.tsdb.path=${join(folder, 'data')}`];
  const url = await startServer(t, folder, program, args);
  return {
    alerts: async () => ((await ask(`${url}/api/v1/alerts`)) as AlertsAnswer).data.alerts,
  };
}

interface AlertsAnswer {
  readonly data: { readonly alerts: readonly ActiveAlert[] };
}
