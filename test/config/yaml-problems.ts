import { loadConfig } from '../../src/config/load.js';
import { formatProblem } from '../../src/document/problem.js';
import type { ReadFile } from '../../src/document/read-file.js';

/** A reader of files in memory. All other files are missing. */
export function filesReader(files: Readonly<Record<string, string>>): ReadFile {
  return (path) => {
    const text = files[path];
    return Promise.resolve(
      text === undefined ? { ok: false, failure: 'missing' } : { ok: true, bytes: Buffer.from(text) },
    );
  };
}

/** Returns the problems of this text as a config file, one per line, without the file's name. */
export async function yamlProblems(yaml: string): Promise<readonly string[]> {
  const loaded = await loadConfig('/etc/x.yml', filesReader({ '/etc/x.yml': yaml }));
  return loaded.ok ? [] : loaded.problems.map((problem) => formatProblem(problem).replace('/etc/x.yml:', ''));
}
