import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExpositionSample, parseExposition } from '../fixtures/exposition.js';
import { startInBackground } from './background-process.js';
import { type Outcome, run } from './run.js';
import { until } from './until.js';

/** The built command, run by the same Node. */
export const exporterCommand = [process.execPath, fileURLToPath(new URL('../../src/bin.js', import.meta.url))];

/** The maximum number of seconds until it listens. */
const patience = 30;

/** The teardown of a tap test. */
interface Ending {
  readonly teardown: (end: () => Promise<void>) => unknown;
}

export interface RunningExporter {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly configFile: string;
  readonly scrape: () => Promise<readonly ExpositionSample[]>;
  readonly log: () => string;
}

/** Runs a command to its end. */
export function runExporter(...args: readonly string[]): Promise<Outcome> {
  return runExporterWith({}, ...args);
}

/** Runs a command to its end with these environment variables. */
export function runExporterWith(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Outcome> {
  return run([...exporterCommand, ...args], '', env);
}

/** JSON is YAML. */
function writeConfig(folder: string, config: object | string): string {
  const file = join(folder, 'exporter.yml');
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config, null, 2));
  return file;
}

/** Runs `serve` on a free port until the test ends. Resolves when it listens. Writes its config, a text or a value, to the folder. */
export async function serveExporter(t: Ending, folder: string, config: object | string): Promise<RunningExporter> {
  const configFile = writeConfig(folder, config);
  const args = ['serve', '--config.file', configFile, '--web.listen-address', '127.0.0.1:0'];
  return { ...(await startExporter(t, folder, { args })), configFile };
}

/**
 * Runs a command that serves on a free port, until the test ends, with its log in the folder. Resolves when it listens. `within`: a command
 * that runs the one after it.
 */
export async function startExporter(
  t: Ending,
  folder: string,
  { args, within = [] }: { readonly args: readonly string[]; readonly within?: readonly string[] },
): Promise<Omit<RunningExporter, 'configFile'>> {
  const argv = [...within, ...exporterCommand, ...args];
  const { log, hasEnded, end } = await startInBackground(argv, join(folder, 'exporter.log'));
  t.teardown(() => end());
  const url = await until('the exporter listens', patience, () =>
    hasEnded() ? 'ended' : /level=info msg=listening .*?url=(http:\S+)/.exec(log())?.[1],
  );
  if (url === 'ended') throw new Error(`the exporter ended:\n${log()}`);
  return { url, scrape: () => scrape(`${url}/metrics`), log };
}

async function scrape(url: string): Promise<readonly ExpositionSample[]> {
  const response = await fetch(url);
  const body = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${body}`);
  return parseExposition(body);
}
