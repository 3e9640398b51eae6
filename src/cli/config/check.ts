import type { Config } from '../../config/config.js';
import { loadConfig } from '../../config/load.js';
import type { ExpandPattern } from '../../discovery/kubeconfig-files.js';
import { formatProblem, type Problem } from '../../document/problem.js';
import type { ReadFile } from '../../document/read-file.js';
import { filesToRead } from '../../files/files-to-read.js';
import { loadWebConfig } from '../../web-config/load-web-config.js';
import { printable } from '../../text/printable.js';
import type { ReadFileNow } from '../../web-config/read-file-now.js';
import type { WebConfig } from '../../web-config/web-config.js';
import type { Io } from '../io.js';
import type { ConfigCheckOptions } from './command.js';
import { discoveryLines } from './discovery-lines.js';
import { targetKubeconfigs } from './target-kubeconfigs.js';

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
    const checked = await checkConfig(configFile, io.read);
    for (const line of checked.lines) io.stdout(`${printable(line)}\n`);
    problems.push(...checked.problems);
  }
  if (webConfigFile !== undefined) {
    const loaded = loadWebConfig(webConfigFile, io.readNow);
    if (loaded.ok) io.stdout(`${printable(webConfigFile)}: ${webSummary(loaded.config)}\n`);
    else problems.push(...loaded.problems);
  }
  for (const problem of problems) io.stderr(`${formatProblem(problem)}\n`);
  return problems.length > 0 ? 1 : 0;
}

/** `lines`: what the configuration has, if there is no problem. */
async function checkConfig(
  file: string,
  read: ReadFile,
): Promise<{ readonly lines: readonly string[]; readonly problems: readonly Problem[] }> {
  const loaded = await loadConfig(file, read);
  if (!loaded.ok) return { lines: [], problems: loaded.problems };
  const { targets } = loaded.config;
  const { problems, accesses, fleets } = await targetKubeconfigs(loaded.config, { read, expand });
  if (problems.length > 0) return { lines: [], problems };
  const found = [...discoveryLines(targets, accesses), ...fleets].map((line) => `  ${line}`);
  return { lines: [`${file}: ${summary(loaded.config)}`, ...found], problems };
}

/** Addresses and names that are not in the configuration are not counted: they are found later. */
function summary(config: Config): string {
  const { targets } = config;
  const { specs, paths } = filesToRead(config);
  const files = [...specs.flatMap(({ patterns }) => patterns), ...paths];
  const counts: readonly (readonly [items: number, noun: string])[] = [
    [targets.flatMap((target) => target.addresses).length, 'address'],
    [targets.flatMap((target) => target.names).length, 'name'],
    [files.length, 'path'],
  ];
  const some = counts.flatMap(([items, noun]) => (items === 0 ? [] : [count(items, noun)]));
  return [count(targets.length, 'target'), ...some].join(', ');
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

/** Loaded only if there are fleets. */
const expand: ExpandPattern = async (...pattern) =>
  (await import('../../files/expand-pattern.js')).expandPattern(...pattern);
