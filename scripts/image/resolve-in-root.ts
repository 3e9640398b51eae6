import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The maximum number of links on the way to a file, as of Linux. */
const maxLinks = 40;

/**
 * Returns where the file is that has this path in a root folder, with its symbolic links followed as a program sees them whose root folder it is.
 * Undefined: there is none.
 */
export function resolveInRoot(root: string, path: string): string | undefined {
  let links = 0;
  let resolved = '/';
  const names = path.split('/');
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    const next = join(resolved, name);
    const status = lstatSync(join(root, next), { throwIfNoEntry: false });
    if (status === undefined) return undefined;
    if (status.isSymbolicLink()) {
      if (++links > maxLinks) return undefined;
      const target = readlinkSync(join(root, next));
      if (target.startsWith('/')) resolved = '/';
      else resolved = dirname(next);
      names.unshift(...target.split('/'));
    } else resolved = next;
  }
  return join(root, resolved);
}
