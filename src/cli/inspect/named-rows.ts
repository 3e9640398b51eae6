import type { FileContent } from '../../document/read-file.js';
import { isUtf16, mayBeKubeconfig } from '../../kube/manifest-marks.js';
import type { NamedFile } from '../../kube/named-files.js';
import { inspectFile, type InspectRow, type InspectTools } from './rows.js';

export interface NamedTools extends InspectTools {
  readonly read: (path: string) => Promise<FileContent>;
  /** Whether there is a file. A key is never read. */
  readonly exists: (path: string) => Promise<boolean>;
}

const notJudged = 'no server sends the certificates of a kubeconfig';

/**
 * Returns the rows of the files that a kubeconfig names: their certificates, and an error for each that cannot be read, or of which the key
 * is missing. What these files name is not followed. None if the content is not a kubeconfig. `source`: the kubeconfig's path, or `-`.
 */
export async function inspectNamed(
  source: string,
  content: FileContent,
  names: readonly string[],
  tools: NamedTools,
): Promise<readonly InspectRow[]> {
  if (!content.ok || !(mayBeKubeconfig(content.bytes) || isUtf16(content.bytes))) return [];
  // YAML takes a while to load.
  const { namedFiles } = await import('../../kube/named-files.js');
  const rows: InspectRow[] = [];
  for (const file of namedFiles(content.bytes, source)) rows.push(...(await rowsOf(file, names, tools)));
  return rows;
}

async function rowsOf(
  { path, entry, holds }: NamedFile,
  names: readonly string[],
  { judge, ...tools }: NamedTools,
): Promise<readonly InspectRow[]> {
  if (holds === 'key') {
    if (await tools.exists(path)) return [];
    return [{ source: path, position: 1, entry, error: { reason: 'file_missing', message: 'no such file: the key' } }];
  }
  const rows = await inspectFile(path, await tools.read(path), names, { ...tools, readEmbedded: none });
  return rows.map((row) => ({ ...row, entry, ...(judge && row.position === 1 ? { chain: { notJudged } } : {}) }));
}

const none = () => Promise.resolve([]);
