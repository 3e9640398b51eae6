import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { type BackgroundProcess, startInBackground } from './background-process.js';
import { freePort } from './free-port.js';
import { until } from './until.js';

export type Signal = 'SIGTERM' | 'SIGKILL';

/** A server that keeps its port and its data through restarts. */
export interface RestartableServer {
  readonly url: string;
  /** Ends it by the signal, and starts it at once, or when `meanwhile` resolves. Resolves when it answers. */
  readonly restart: (signal: Signal, meanwhile?: () => Promise<unknown>) => Promise<void>;
}

/**
 * Starts a server until the test ends, with its log in the folder, which it makes. `argv` has the arguments for a port of 127.0.0.1. The server
 * is ready when this path answers.
 */
export async function startRestartable(
  t: Test,
  folder: string,
  { argv, path }: { readonly argv: (listen: string) => readonly string[]; readonly path: string },
): Promise<RestartableServer> {
  mkdirSync(folder, { recursive: true });
  const listen = `127.0.0.1:${await freePort()}`;
  const start = async (): Promise<BackgroundProcess> => {
    const process = await startInBackground(argv(listen), join(folder, 'server.log'));
    const state = await until(`${folder} is ready`, 30, async () => {
      if (process.hasEnded()) return 'ended';
      return (await fetch(`http://${listen}${path}`)).ok ? 'ready' : undefined;
    });
    if (state === 'ended') throw new Error(`it ended:\n${process.log()}`);
    return process;
  };
  let running = await start();
  t.teardown(() => running.end());
  const restart: RestartableServer['restart'] = async (signal, meanwhile) => {
    await running.end(signal);
    await meanwhile?.();
    running = await start();
  };
  return { url: `http://${listen}`, restart };
}
