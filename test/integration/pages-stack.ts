import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { shortened } from '../rules/shortened.js';
import { ask } from './alerts-server.js';
import { startWebhook, type Webhook } from './alerts-webhook.js';
import { type RestartableServer, startRestartable } from './pages-server.js';

/** `for` is 15 s, which is the grace period, and keep_firing_for 7.5 s. */
const factor = 40;

/**
 * What has to do with sending is longer, because Prometheus knows its Alertmanagers only five seconds after its start, whatever the factor. So an
 * alert is resolved 32 s after it was last sent, where a restart needs 23 s and what Prometheus takes to start.
 */
const interval = '1500ms';

/** Milliseconds between two sends of one alert: six evaluations, the first that are more than the delay of 8 s. */
export const resend = 9000;

/** An alert in Alertmanager. */
interface KnownAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly updatedAt: string;
}

export interface PagingStack {
  readonly prometheus: RestartableServer;
  readonly alertmanager: RestartableServer;
  /** Each page since the start, such as `firing ApiserverTrustEnding trust`, again with each notification of its group. */
  readonly pages: () => readonly string[];
  /** The critical alerts that Alertmanager has. It has none that it has resolved. */
  readonly known: () => Promise<readonly KnownAlert[]>;
  /** The value of an expression in Prometheus that has one at most. */
  readonly query: (expression: string) => Promise<number | undefined>;
}

export interface StackOptions {
  readonly folder: string;
  readonly programs: { readonly prometheus: string; readonly alertmanager: string };
  /** `HOST:PORT` of what is scraped. */
  readonly scraped: readonly string[];
  /** Another grace period than the one that config/shorten.awk names, another `for` than 15 s, and another delay than 8 s. */
  readonly control?: { readonly grace: string; readonly hold: string; readonly delay: string };
}

/** Runs the example configurations with their durations divided by a factor, and an Alertmanager that looks at its groups each second. */
export async function startPagingStack(t: Test, options: StackOptions): Promise<PagingStack> {
  const webhook = await startWebhook(t);
  const alertmanager = await startAlertmanager(t, options, webhook);
  const prometheus = await startPrometheus(t, options, new URL(alertmanager.url).host);
  return {
    prometheus,
    alertmanager,
    pages: () => pagesOf(webhook),
    known: async () =>
      ((await ask(`${alertmanager.url}/api/v2/alerts`)) as readonly KnownAlert[]).filter(
        ({ labels }) => labels['severity'] === 'critical',
      ),
    query: async (expression) => {
      const answer = (await ask(
        `${prometheus.url}/api/v1/query?query=${encodeURIComponent(expression)}`,
      )) as QueryAnswer;
      const value = answer.data.result[0]?.value[1];
      return value === undefined ? undefined : Number(value);
    },
  };
}

interface QueryAnswer {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

function pagesOf({ received }: Webhook): readonly string[] {
  return received
    .filter(({ path }) => path === '/pager')
    .flatMap(({ notification }) => notification.alerts)
    .map(({ status, labels }) => `${status} ${nameOf({ labels })}`);
}

/** What the alert is about, such as `ApiserverTrustEnding trust`. */
export function nameOf({ labels }: Pick<KnownAlert, 'labels'>): string {
  const { alertname, target, path, address, name } = labels;
  return [alertname, target, path, address, name].filter((each) => each !== undefined).join(' ');
}

async function startAlertmanager(t: Test, { folder, programs }: StackOptions, { url }: Webhook) {
  const own = join(folder, 'alertmanager');
  mkdirSync(own, { recursive: true });
  const file = join(own, 'alertmanager.yml');
  const config = shortened('config/alertmanager.yml', factor)
    .replace(/group_interval: .+/, 'group_interval: 1s')
    .replaceAll('http://127.0.0.1:9099', url);
  writeFileSync(file, config);
  // It writes down each second whom it has notified, so that it still knows after SIGKILL.
  const flags = [`--storage.path=${join(own, 'data')}`, '--data.maintenance-interval=1s', '--cluster.listen-address='];
  const argv = (listen: string) => [
    programs.alertmanager,
    `--config.file=${file}`,
    `--web.listen-address=${listen}`,
    ...flags,
  ];
  return startRestartable(t, own, { argv, path: '/-/ready' });
}

async function startPrometheus(t: Test, options: StackOptions, alertmanager: string) {
  const own = join(options.folder, 'prometheus');
  mkdirSync(own, { recursive: true });
  const rules = shortened('config/alerts.yml', factor).replaceAll(/interval: .+/g, `interval: ${interval}`);
  const { grace = graceOf(rules), hold = '15s', delay = '8s' } = options.control ?? {};
  writeFileSync(join(own, 'alerts.yml'), rules.replaceAll(' for: 15s', ` for: ${hold}`));
  const file = join(own, 'prometheus.yml');
  const config = shortened('config/prometheus.yml', factor)
    .replace("'alertmanager:9093'", `'${alertmanager}'`)
    .replace("'apiserver-cert-exporter:10643'", options.scraped.map((each) => `'${each}'`).join(', '));
  writeFileSync(file, config);
  const argv = (listen: string) => [
    options.programs.prometheus,
    `--config.file=${file}`,
    `--storage.tsdb.path=${join(own, 'data')}`,
    `--web.listen-address=${listen}`,
    `--rules.alert.for-grace-period=${grace}`,
    `--rules.alert.resend-delay=${delay}`,
  ];
  return startRestartable(t, own, { argv, path: '/-/ready' });
}

function graceOf(rules: string): string {
  return /--rules\.alert\.for-grace-period=(\S+)/.exec(rules)?.[1] ?? '';
}
