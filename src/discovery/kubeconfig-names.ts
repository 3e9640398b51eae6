import { parse } from 'node:path';
import { quote } from '../document/problem.js';

/** A kubeconfig, with the names of its contexts. None: it has never been read. */
export interface FileContexts {
  readonly path: string;
  readonly contexts: readonly string[];
}

export interface KubeconfigNames {
  /** By path, a name for each context, in their order; for a file without any, a single one. */
  readonly byPath: ReadonlyMap<string, readonly string[]>;
  /** Which contexts could not have their own names, in sentences for people. */
  readonly notes: readonly string[];
}

/**
 * Names the targets of a fleet of kubeconfigs, by their contexts or by their files. Contexts that have one name in several files, such as
 * kubernetes-admin@kubernetes, are named by their files, all of them: none has the better right. So is one without a name. Files that have one
 * name in several folders are named by their paths. Pure, so a name depends on what the files have, and not on which was found first.
 */
export function nameKubeconfigs(files: readonly FileContexts[], by: 'context' | 'file'): KubeconfigNames {
  const shared =
    by === 'file'
      ? new Map<string, number>()
      : sharedNames(files.flatMap(({ contexts }) => contexts.filter((context) => context !== '')));
  const stems = sharedNames(files.map(({ path }) => stemOf(path)));
  const byPath = files.map(({ path, contexts }) => {
    const stem = stems.has(stemOf(path)) ? path : stemOf(path);
    const named = contexts.map((context) => {
      if (by === 'context' && context !== '' && !shared.has(context)) return context;
      return contexts.length === 1 || context === '' ? stem : `${stem}/${context}`;
    });
    return [path, named.length === 0 ? [stem] : named] as const;
  });
  return { byPath: new Map(byPath), notes: [...shared].map(sharedNote) };
}

/** The name of a file without its ending. */
function stemOf(path: string): string {
  return parse(path).name;
}

/** The names that appear more than once, and how often. A file has each context once. */
function sharedNames(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count > 1).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function sharedNote([name, count]: readonly [string, number]): string {
  return `${count} files have a context ${quote(name)}: the targets are named by their files`;
}
