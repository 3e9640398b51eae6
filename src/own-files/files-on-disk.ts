import fs, { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { OwnFiles } from './own-files.js';

/** How many folders this module is below the root, at most: build/src/own-files/ in tests. In the bundle, it is in dist/ or dist/chunks/. */
const deepest = 3;

/**
 * The files of a checkout, of the npm package or of an image. `self` is the URL of a module of the program. The files are beside the nearest
 * package.json above it, and the scripts beside the nearest bin.js.
 */
export function filesOnDisk(self: string): OwnFiles {
  let root: URL | undefined;
  let code: URL | undefined;
  const inRoot = (path: string): URL => new URL(path, (root ??= nearest('package.json', self)));
  const inCode = (path: string): URL => new URL(path, (code ??= nearest('bin.js', self)));
  return {
    // Node loads fs.promises when it is first read.
    read: (path) => fs.promises.readFile(inRoot(path), 'utf8'),
    readNow: (path) => readFileSync(inRoot(path), 'utf8'),
    list: (folder) => filesBelow(inRoot(folder)).map((name) => `${folder}${name}`),
    script: inCode,
    sourceMap: (script) => {
      if (!script.startsWith(inCode('.').href)) return undefined;
      const map = new URL(`${script}.map`);
      return existsSync(map) ? readFileSync(map, 'utf8') : undefined;
    },
  };
}

/** Returns the nearest folder above a module that has this file, or the module's own folder. */
function nearest(name: string, self: string): URL {
  const folders = Array.from({ length: deepest + 1 }, (_, up) => new URL(up === 0 ? '.' : '../'.repeat(up), self));
  return folders.find((folder) => existsSync(new URL(name, folder))) ?? new URL('.', self);
}

function filesBelow(folder: URL): readonly string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => statSync(new URL(name, folder)).isFile()).toSorted();
  } catch {
    return [];
  }
}
