import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { edited } from './alerts-edit.js';
import { ask, startServer } from './alerts-server.js';

/** An alert in Alertmanager. */
export interface KnownAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The fingerprints. */
  readonly status: { readonly inhibitedBy: readonly string[] };
}

export interface Alertmanager {
  readonly url: string;
  readonly alerts: () => Promise<readonly KnownAlert[]>;
}

/** Runs a single Alertmanager with config/alertmanager.yml, changed to wait only seconds and to notify the webhook at this URL. */
export async function startAlertmanager(
  t: Test,
  parent: string,
  program: string,
  webhookUrl: string,
): Promise<Alertmanager> {
  const folder = join(parent, 'alertmanager');
  mkdirSync(folder);
  const configFile = join(folder, 'alertmanager.yml');
  const config = edited('config/alertmanager.yml', {
    'group_wait: 30s': 'group_wait: 2s',
    'group_interval: 5m': 'group_interval: 5s',
    'http://127.0.0.1:9099': webhookUrl,
  });
  writeFileSync(configFile, config);
  const flags = [`--storage.path=${join(folder, 'data')}`, '--cluster.listen-address='];
  const url = await startServer(t, folder, program, [`--config.file=${configFile}`, ...flags]);
  return { url, alerts: async () => (await ask(`${url}/api/v2/alerts`)) as readonly KnownAlert[] };
}
