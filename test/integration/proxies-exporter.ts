import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { startInBackground } from './background-process.js';
import { until } from './until.js';

export interface ProxiedExporter {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly configFile: string;
  readonly log: () => string;
}

const program = fileURLToPath(new URL('../../src/bin.js', import.meta.url));

/** Runs `serve` with these environment variables and all of its log until the test ends. Resolves when it listens. */
export async function startWithEnvironment(
  t: Test,
  folder: string,
  config: object,
  env: Readonly<Record<string, string>>,
): Promise<ProxiedExporter> {
  const configFile = join(folder, 'exporter.yml');
  writeFileSync(configFile, JSON.stringify(config));
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const args = ['serve', '--config.file', configFile, '--web.listen-address', '127.0.0.1:0', '--log.level', 'debug'];
  const argv = ['env', ...variables, process.execPath, program, ...args];
  const { log, end } = await startInBackground(argv, join(folder, 'exporter.log'));
  t.teardown(() => end());
  const url = await until('it listens', 30, () => /msg=listening .*?url=(http:\S+)/.exec(log())?.[1]);
  return { url, configFile, log };
}
