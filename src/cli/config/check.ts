import type { Config } from '../../config/config.js';
import { loadConfig } from '../../config/load.js';
import { formatProblem, type Problem } from '../../document/problem.js';
import type { ReadFile } from '../../document/read-file.js';
import { filesToRead } from '../../files/files-to-read.js';
import { loadWebConfig } from '../../web-config/load-web-config.js';
import { printable } from '../../text/printable.js';
import type { ReadFileNow } from '../../web-config/read-file-now.js';
import type { WebConfig } from '../../web-config/web-config.js';
import type { Io } from '../io.js';
import type { ConfigCheckOptions } from './command.js';
import { kubeconfigProblems } from './kubeconfig-problems.js';

/** How `config check` reads files. */
export interface ConfigReaders {
  readonly read: ReadFile;
  readonly readNow: ReadFileNow;
}

/**
 * Prints a summary of each valid file to stdout, and every problem to stderr, one per line. Returns 1 if there are problems. The kubeconfigs
 * of targets are read as well.
 */
export async function configCheck(
  { configFile, webConfigFile }: ConfigCheckOptions,
  io: Io & ConfigReaders,
): Promise<0 | 1> {
  const problems: Problem[] = [];
  if (configFile !== undefined) {
    const loaded = await loadConfig(configFile, io.read);
    const found = loaded.ok ? await kubeconfigProblems(loaded.config, io.read) : loaded.problems;
    if (loaded.ok && found.length === 0) io.stdout(`${printable(configFile)}: ${summary(loaded.config)}\n`);
    problems.push(...found);
  }
  if (webConfigFile !== undefined) {
    const loaded = loadWebConfig(webConfigFile, io.readNow);
    if (loaded.ok) io.stdout(`${printable(webConfigFile)}: ${webSummary(loaded.config)}\n`);
    else problems.push(...loaded.problems);
  }
  for (const problem of problems) io.stderr(`${formatProblem(problem)}\n`);
  return problems.length > 0 ? 1 : 0;
}

function summary(config: Config): string {
  const { targets } = config;
  const { specs, paths } = filesToRead(config);
  const files = [...specs.flatMap(({ patterns }) => patterns), ...paths];
  const addresses = targets.flatMap((target) => target.addresses);
  const names = targets.flatMap((target) => target.names);
  const counts = [count(targets.length, 'target'), count(addresses.length, 'address'), count(names.length, 'name')];
  return [...counts, ...(files.length > 0 ? [count(files.length, 'path')] : [])].join(', ');
}

function webSummary({ tls, users, headers, rateLimit }: WebConfig): string {
  const transport =
    tls === undefined ? 'plain HTTP' : `TLS${tls.clientAuth.required ? ' for clients with a certificate' : ''}`;
  const counts = [count(users.size, 'user'), count(Object.keys(headers).length, 'header')];
  return [transport, ...counts, ...(rateLimit ? ['a rate limit'] : [])].join(', ');
}

function count(items: number, noun: string): string {
  const plural = noun.endsWith('s') ? `${noun}es` : `${noun}s`;
  return `${String(items)} ${items === 1 ? noun : plural}`;
}
