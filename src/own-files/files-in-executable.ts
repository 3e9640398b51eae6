import { pathToFileURL } from 'node:url';
import type { OwnFiles } from './own-files.js';

/** The part of node:sea that reads what is inside a single executable. */
export interface Assets {
  readonly getAsset: (key: string, encoding: 'utf8') => string;
  readonly getAssetKeys: () => readonly string[];
}

/** The key of the source map of the program itself. Those of its threads have the name of their script and `.map`. */
const programMap = 'dist/bin.js.map';

/** The files inside a single executable, under the paths that they have in the npm package. `executable` is its own path. */
export function filesInExecutable({ getAsset, getAssetKeys }: Assets, executable = process.execPath): OwnFiles {
  const readNow = (path: string): string => getAsset(path, 'utf8');
  return {
    read: (path) => new Promise((resolve) => resolve(readNow(path))),
    readNow,
    list: (folder) =>
      getAssetKeys()
        .filter((key) => key.startsWith(folder))
        .toSorted(),
    script: (path) => scriptOf(`dist/${path}`, readNow(`dist/${path}`)),
    sourceMap: (script) => {
      const key = script === pathToFileURL(executable).href ? programMap : `${script}.map`;
      return getAssetKeys().includes(key) ? readNow(key) : undefined;
    },
  };
}

/** Returns a script as a URL that needs no file. Stack traces call it by `name`. */
function scriptOf(name: string, source: string): URL {
  const text = `${source}\n//# sourceURL=${name}\n`;
  return new URL(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
}
