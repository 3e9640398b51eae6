import { join } from 'node:path';
import type { Test } from 'tap';
import { startInBackground } from './background-process.js';
import { until } from './until.js';

/**
 * Runs Prometheus or Alertmanager on a free port of 127.0.0.1 until the test ends, with its log in the folder. Resolves with its URL when
 * it is ready.
 */
export async function startServer(t: Test, folder: string, program: string, args: readonly string[]): Promise<string> {
  const argv = [program, ...args, '--web.listen-address=127.0.0.1:0'];
  const { log, hasEnded, end } = await startInBackground(argv, join(folder, 'server.log'));
  t.teardown(() => end());
  const url = await until(`${program} is ready`, 30, async () => {
    if (hasEnded()) return 'ended';
    const address = /Listening on.* address=(127\.0\.0\.1:\d+)/.exec(log())?.[1];
    if (address === undefined) return undefined;
    return (await fetch(`http://${address}/-/ready`)).ok ? `http://${address}` : undefined;
  });
  if (url === 'ended') throw new Error(`${program} ended:\n${log()}`);
  return url;
}

/** Returns the JSON answer of its API. */
export async function ask(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
