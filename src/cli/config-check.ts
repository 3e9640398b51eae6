import type { Config } from '../config/config.js';
import { loadConfig } from '../config/load.js';
import { formatProblem } from '../config/problem.js';
import type { ReadFile } from '../config/read-file.js';
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

function summary({ targets }: Config): string {
  const addresses = targets.flatMap((target) => target.addresses);
  const names = targets.flatMap((target) => target.names);
  return [count(targets, 'target'), count(addresses, 'address'), count(names, 'name')].join(', ');
}

function count(items: readonly unknown[], noun: string): string {
  const plural = noun.endsWith('s') ? `${noun}es` : `${noun}s`;
  return `${String(items.length)} ${items.length === 1 ? noun : plural}`;
}
