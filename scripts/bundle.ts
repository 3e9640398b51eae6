import { join } from 'node:path';
import { build, type BuildOptions, type OutputOptions, type Plugin } from 'rolldown';
import { requireBuiltins } from './builtin-modules.js';

/** The scripts that run in threads, each in a file of its own, below src/. src/own-files finds them by these paths. */
export const threads: readonly string[] = ['document/document-worker', 'kube/yaml-worker', 'web/bcrypt-worker'];

/** The packages whose files a bundle has. */
export type Bundled = ReadonlySet<string>;

/**
 * Bundles the program as FOLDER/bin.js, which imports what is needed only later from FOLDER/chunks. Names and lines stay as they are, so that
 * a stack trace can be read.
 */
export function bundleProgram(folder: string): Promise<Bundled> {
  return bundle('src/bin.ts', { dir: folder, chunkFileNames: 'chunks/[name]-[hash].js' }, requireBuiltins);
}

/** Bundles the program as one file. What is needed only later is in functions, which run only then. */
export function bundleOneFile(file: string): Promise<Bundled> {
  return bundle('src/bin.ts', { file, codeSplitting: false }, requireBuiltins);
}

/** Bundles each script of a thread as FOLDER/PATH.js. */
export async function bundleThreads(folder: string): Promise<Bundled> {
  const bundled = new Set<string>();
  for (const thread of threads) {
    const packages = await bundle(`src/${thread}.ts`, { file: join(folder, `${thread}.js`), codeSplitting: false });
    for (const name of packages) bundled.add(name);
  }
  return bundled;
}

const common: BuildOptions = { platform: 'node', tsconfig: 'tsconfig.json', logLevel: 'warn' };

/** A hidden source map: nothing reads it before a stack trace is printed. */
const commonOutput: OutputOptions = { format: 'esm', sourcemap: 'hidden', comments: false };

async function bundle(input: string, output: OutputOptions, ...plugins: readonly Plugin[]): Promise<Bundled> {
  const built = await build({
    ...common,
    input,
    plugins: [noSearch, leaveOut, ...plugins, ascii, smallSourceMaps],
    output: { ...commonOutput, ...output },
  });
  const modules = built.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  return new Set(modules.flatMap((id) => packageOf(id) ?? []));
}

/** `…/node_modules/@scope/name/lib/file.js` → `@scope/name`. */
function packageOf(id: string): string | undefined {
  return /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
}

/**
 * fdir takes picomatch where it finds it, and goes on without. The program must not run code that lies in a node_modules folder somewhere
 * above it.
 */
const noSearch: Plugin = {
  name: 'no-search',
  transform: {
    filter: { id: /\/node_modules\/fdir\// },
    // Lines and columns of the rest stay as they are.
    handler: (code) => ({ code: code.replaceAll(/^.*__require\S*\("picomatch"\);$/gm, ''), map: null }),
  },
};

/**
 * What a package requires at once, and we never use: what fastify has for a route with a schema (src/web/no-schemas.ts) and for `inject`, which
 * only tests call, a third of what `serve` would load; and what commander has for commands that are files of their own.
 */
const unused: ReadonlyMap<string, RegExp> = new Map([
  ['@fastify/ajv-compiler', /\/fastify\//],
  ['@fastify/fast-json-stringify-compiler', /\/fastify\//],
  ['light-my-request', /\/fastify\//],
  ['node:child_process', /\/commander\//],
]);

const leaveOut: Plugin = {
  name: 'leave-out',
  resolveId: (source, importer = '') => (unused.get(source)?.test(importer) ? '\0left-out' : null),
  load: {
    filter: { id: /^\0left-out$/ },
    handler: () => 'export default undefined;',
  },
};

/**
 * Escapes what is not ASCII, in strings, templates, regular expressions and names alike: a single other character makes V8 keep the script in
 * two bytes for each character. In the lines with such a character, columns of a stack trace are further right than in the source.
 */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type === 'chunk') file.code = file.code.replaceAll(/[^\0-\x7f]/g, escaped);
    }
  },
};

/** `…` → `\u2026` */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/** Source maps say only file, line and column: the sources and the names of variables make them three times as large. */
const smallSourceMaps: Plugin = {
  name: 'small-source-maps',
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.map')) continue;
      const { sources, mappings } = JSON.parse(String(file.source)) as SourceMap;
      const fromRoot = sources.map((source) => source.replace(/^.*(?=node_modules\/)|^(\.\.\/)+/, ''));
      file.source = JSON.stringify({ version: 3, sources: fromRoot, names: [], mappings });
    }
  },
};
