import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** The documentation of this very version, which comes with the package. */
export interface Docs {
  /** Such as `runbooks/ApiserverNameNotCovered.md`; none: it was not installed. */
  readonly names: ReadonlySet<string>;
  /** The Markdown of one of `names`. */
  readonly read: (name: string) => Promise<string>;
}

/** docs/ lies beside dist/ in a checkout, in the package and in the image; tests run in build/. */
const folders = [new URL('../../docs/', import.meta.url), new URL('../../../docs/', import.meta.url)];

/** Lists the documentation once; what comes to lie there later is not shown. */
export function findDocs(candidates: readonly URL[] = folders): Docs {
  const [found] = candidates.flatMap((folder) => {
    const names = markdownIn(folder);
    return names.length > 0 ? [{ folder, names }] : [];
  });
  return {
    names: new Set(found?.names),
    read: (name) => readFile(new URL(name, found?.folder), 'utf8'),
  };
}

function markdownIn(folder: URL): readonly string[] {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files.filter((name) => name.endsWith('.md')).toSorted();
  } catch {
    return [];
  }
}
