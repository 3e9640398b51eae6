import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Returns a hash of everything in these folders, apart from kubectl's caches: names, modes, targets of links, contents. */
export function fingerprint(...folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) add(folder, folder);
  return hash.digest('hex');

  function add(path: string, top: string): void {
    const entry = lstatSync(path);
    hash.update(`${path.slice(top.length)}\0${entry.mode}\0`);
    if (entry.isDirectory())
      for (const name of readdirSync(path)
        .filter((each) => each !== '.kube')
        .sort())
        add(join(path, name), top);
    else hash.update(entry.isSymbolicLink() ? readlinkSync(path) : readFileSync(path));
  }
}
