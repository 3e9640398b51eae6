import { type Assets, filesInExecutable } from './files-in-executable.js';
import { filesOnDisk } from './files-on-disk.js';
import type { OwnFiles } from './own-files.js';

interface Sea extends Assets {
  readonly isSea: () => boolean;
}

/** Node 20.0 to 20.15 cannot give its own modules in this way, and our single executable has a newer one. */
const ownModules: { readonly getBuiltinModule?: (name: string) => object | undefined } = process;

/** Finds the files of this program, whether it runs from a folder or as a single executable. `modules` is an argument for tests. */
export function findOwnFiles(self: string, modules = ownModules): OwnFiles {
  const sea = modules.getBuiltinModule?.('node:sea') as Sea | undefined;
  return sea?.isSea() ? filesInExecutable(sea) : filesOnDisk(self);
}

let found: OwnFiles | undefined;
const own = (): OwnFiles => (found ??= findOwnFiles(import.meta.url));

/** Reads a file of the program, such as `docs/metrics.md`. Rejects if it was not installed. */
export const readOwn: OwnFiles['read'] = (path) => own().read(path);

/** Reads a file of the program at once. Throws if it was not installed. */
export const readOwnNow: OwnFiles['readNow'] = (path) => own().readNow(path);

/** Lists the files of the program below a folder, such as `docs/`. */
export const listOwn: OwnFiles['list'] = (folder) => own().list(folder);

/** Returns what a thread of the program runs, such as `kube/yaml-worker.js`. */
export const ownScript: OwnFiles['script'] = (path) => own().script(path);

/** Returns the source map of a script of the program, if it has one. */
export const ownSourceMap: OwnFiles['sourceMap'] = (script) => own().sourceMap(script);
