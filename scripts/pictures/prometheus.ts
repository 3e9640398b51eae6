import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { anyFreePort } from './any-free-port.js';
import { runProgram } from './run-program.js';

/** A series of an answer, with its values by unix seconds. */
export interface Answer {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [time: number, value: string])[];
}

/** Unix seconds, and the seconds of a step. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** Queries to a Prometheus. They reject with what it says is wrong. */
export interface Prometheus {
  instant(expr: string, time: number): Promise<readonly Answer[]>;
  range(expr: string, span: Span): Promise<readonly Answer[]>;
  stop(): Promise<void>;
}

/** Adds samples in OpenMetrics, which are in a file, to the data in `folder`. No Prometheus may have it open. */
export async function addSamples(file: string, folder: string): Promise<void> {
  const command = ['tsdb', 'create-blocks-from', '--max-block-duration=168h', 'openmetrics', '--quiet', file];
  await runProgram('promtool', [...command, join(folder, 'data')]);
}

/** Starts a Prometheus that scrapes nothing. Resolves when it is ready. */
export async function startPrometheus(folder: string): Promise<Prometheus> {
  const address = `127.0.0.1:${await anyFreePort()}`;
  const child = spawn(
    'prometheus',
    [
      '--config.file=/dev/null',
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=10y',
      `--web.listen-address=${address}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error('Prometheus ended: see above');
    const ready = await fetch(`http://${address}/-/ready`).catch(() => undefined);
    if (ready?.ok) return { ...queries(`http://${address}/api/v1`), stop };
    await pause(200);
  }
  await stop();
  throw new Error('Prometheus was not ready within a minute');
}

function queries(api: string): Omit<Prometheus, 'stop'> {
  const ask = async <T>(path: string, parameters: Readonly<Record<string, string | number>>): Promise<readonly T[]> => {
    const body = new URLSearchParams(
      Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)])),
    );
    const response = await fetch(`${api}/${path}`, { method: 'POST', body });
    const { data, error } = (await response.json()) as { data?: { result: readonly T[] }; error?: string };
    if (data === undefined) throw new Error(`${error ?? response.status}\n${parameters['query'] ?? ''}`);
    return data.result;
  };
  return {
    instant: async (query, time) => {
      const found = await ask<{ readonly metric: Answer['metric']; readonly value: Answer['values'][number] }>(
        'query',
        { query, time },
      );
      return found.map(({ metric, value }) => ({ metric, values: [value] }));
    },
    range: (query, span) => ask<Answer>('query_range', { query, ...span }),
  };
}
