import { createRequire, isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';

const require = createRequire(import.meta.url);

/** Of the ids of what this plugin makes. No file has such a name. */
const prefix = '\0builtin ';
const requirer = '\0own-require';

/**
 * Takes Node's own modules by require, where the module that imports them begins: what is loaded only later loads its own ones only then, also
 * where everything is in one file, which would otherwise import all of them first. By import, they would also get every export read, those
 * too that Node itself would load only later: `node:http` brings the whole of undici with it, which takes longer than all of this program.
 * Not for a thread: in the executable its script is a URL from which nothing can be required.
 */
export const requireBuiltins: Plugin = {
  name: 'require-builtins',
  resolveId(source, importer, { kind }) {
    if (source === requirer) return source;
    // Not in the requirer itself, nor in rolldown's own runtime.
    if (importer === undefined || importer.startsWith('\0')) return null;
    // A module of its own for each importer, so that what one of them reads is not read for all.
    return kind === 'import-statement' && isBuiltin(source) ? `${prefix}${source} ${importer}` : null;
  },
  load(id) {
    if (id === requirer)
      return 'import { createRequire } from "node:module"; export const builtin = createRequire(import.meta.url);';
    return id.startsWith(prefix) ? moduleOf(id.slice(prefix.length).split(' ', 1).join('')) : null;
  },
};

/** What nothing imports is left out, and so never read. */
function moduleOf(id: string): string {
  const names = Object.keys(require(id) as object).filter((name) => /^[A-Za-z_]\w*$/.test(name) && name !== 'default');
  return [
    `import { builtin } from ${JSON.stringify(requirer)};`,
    `const own = builtin(${JSON.stringify(id)});`,
    ...names.map((name) => `const own_${name} = /* @__PURE__ */ (() => own.${name})();`),
    `export { own as default, ${names.map((name) => `own_${name} as ${name}`).join(', ')} };`,
  ].join('\n');
}
