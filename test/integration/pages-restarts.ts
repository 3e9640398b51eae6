import type { Test } from 'tap';
import type { RestartableServer, Signal } from './pages-server.js';
import { nameOf, type PagingStack, resend } from './pages-stack.js';
import { until } from './until.js';

/** Seconds until all alerts fire, which takes 20. */
export const patience = 50;

/** Waits until each of these alerts, and every other that fires, has paged. Resolves with the pages. */
export async function allPages(stack: PagingStack, names: readonly string[]): Promise<readonly string[]> {
  return until(`pages: ${names.join(', ')}`, patience, async () => {
    const firing = new Set((await stack.known()).map((alert) => `firing ${nameOf(alert)}`));
    const sent = new Set(stack.pages());
    const complete = names.every((name) => [...sent].some((page) => `${page} `.startsWith(`firing ${name} `)));
    return complete && firing.size === sent.size && [...firing].every((page) => sent.has(page))
      ? stack.pages()
      : undefined;
  });
}

/**
 * Restarts Prometheus at the worst moment, just before it sends alerts again. Resolves when it has sent each of them again, and Alertmanager has
 * had the time to notify. Asserts that Alertmanager had all of them all the time.
 */
export async function restartPrometheus(t: Test, stack: PagingStack, signal: Signal): Promise<void> {
  const before = await until('just before the next send', 15, async () => {
    const known = await stack.known();
    const oldest = Math.min(...known.map(({ updatedAt }) => Date.parse(updatedAt)));
    return Date.now() - oldest > resend - 300 ? known : undefined;
  });
  const names = before.map(nameOf);
  const restarted = Date.now();
  await stack.prometheus.restart(signal);
  const lost = new Set<string>();
  await until('each alert is sent again', patience, async () => {
    const known = await stack.known();
    const has = known.map(nameOf);
    for (const name of names) if (!has.includes(name)) lost.add(name);
    const again = known.filter(({ updatedAt }) => Date.parse(updatedAt) > restarted);
    return again.length >= names.length || undefined;
  });
  await pass(quiet);
  t.same([...lost], [], `Alertmanager resolved none while Prometheus restarted by ${signal}`);
}

/** Milliseconds in which Alertmanager notifies of every change: it does so each second. */
const quiet = 2500;

/** Resolves when Alertmanager has all alerts again, and has had the time to notify. */
export async function restartAlertmanager(stack: PagingStack, signal: Signal): Promise<void> {
  const { length } = await stack.known();
  await stack.alertmanager.restart(signal);
  await until('it has all alerts again', patience, async () => (await stack.known()).length >= length || undefined);
  await pass(quiet);
}

/** Resolves when Prometheus has missed a scrape of the exporter, and another has succeeded, and Alertmanager has had the time to notify. */
export async function restartExporter(stack: PagingStack, exporter: RestartableServer, signal: Signal): Promise<void> {
  const up = `up{instance="${new URL(exporter.url).host}"}`;
  const becomes = (value: number) =>
    until(`${up} == ${value}`, patience, async () => (await stack.query(up)) === value || undefined);
  await exporter.restart(signal, () => becomes(0));
  await becomes(1);
  await pass(2 * quiet);
}

/** Absence shows only by time that passes. */
async function pass(milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  await until(`${milliseconds} ms`, 60, () => Date.now() > end || undefined);
}
