import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { type BackgroundProcess, startInBackground } from '../integration/background-process.js';
import { type Outcome, run } from '../integration/run.js';
import { until } from '../integration/until.js';

const program = [process.execPath, fileURLToPath(new URL('../../src/bin.js', import.meta.url))];

/** Runs a command of the program to its end. */
export function runProgram(...args: readonly string[]): Promise<Outcome> {
  return run([...program, ...args]);
}

/** Writes a configuration to this folder. JSON is YAML. */
export function writeConfig(folder: string, name: string, config: object): string {
  const file = join(folder, `${name}.yml`);
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** The arguments with which `serve` listens on a free port. */
export function serveArgs(config: string, ...options: readonly string[]): readonly string[] {
  return ['serve', '--config.file', config, '--web.listen-address', '127.0.0.1:0', ...options];
}

/** An exporter that logs everything, with its URL. */
export interface LoggingExporter extends Pick<BackgroundProcess, 'log' | 'end'> {
  readonly url: string;
}

/** Starts one with these arguments until the test ends. Resolves when it listens. Its log is in this folder. */
export async function startLogging(t: Test, folder: string, args: readonly string[]): Promise<LoggingExporter> {
  const { log, end } = await startInBackground([...program, ...args, '--log.level', 'debug'], join(folder, 'log'));
  t.teardown(() => end());
  const url = await until('it listens', 30, () => /msg=listening .*?url=(https?:\S+)/.exec(log())?.[1]);
  return { url, log, end };
}
