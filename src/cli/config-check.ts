import type { Config } from '../config/config.js';
import { loadConfig } from '../config/load.js';
import { formatProblem } from '../config/problem.js';
import type { ReadFile } from '../config/read-file.js';
import { filesToRead } from '../files/files-to-read.js';
import type { Io } from './io.js';

/** Prints every problem of a config file to stderr, one a line, and gives 1; or what it holds to stdout, and 0. */
export async function configCheck(
  { file }: { readonly file: string },
  io: Io & { readonly read: ReadFile },
): Promise<0 | 1> {
  const loaded = await loadConfig(file, io.read);
  if (loaded.ok) {
    io.stdout(`${file}: ${summary(loaded.config)}\n`);
    return 0;
  }
  for (const problem of loaded.problems) io.stderr(`${formatProblem(problem)}\n`);
  return 1;
}

function summary(config: Config): string {
  const { targets } = config;
  const { specs, paths } = filesToRead(config);
  const files = [...specs.flatMap(({ patterns }) => patterns), ...paths];
  const addresses = targets.flatMap((target) => target.addresses);
  const names = targets.flatMap((target) => target.names);
  const counts = [count(targets, 'target'), count(addresses, 'address'), count(names, 'name')];
  return [...counts, ...(files.length > 0 ? [count(files, 'path')] : [])].join(', ');
}

function count(items: readonly unknown[], noun: string): string {
  const plural = noun.endsWith('s') ? `${noun}es` : `${noun}s`;
  return `${String(items.length)} ${items.length === 1 ? noun : plural}`;
}
