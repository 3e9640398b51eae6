import type * as v from 'valibot';
import { noteOf } from '../src/config/key.js';
import { configSchema } from '../src/config/schema.js';
import { type SchemaKey, schemaKeys } from './schema-keys.js';

/** One example target: the keys that it shows, and values that differ from their own examples. */
interface ExampleTarget {
  readonly about: string;
  readonly keys: readonly string[];
  readonly values?: Readonly<Record<string, string>>;
}

/** Different targets show keys that exclude each other. The last target shows every key that no other target shows. */
const targets: readonly ExampleTarget[] = [
  {
    about: 'A target by the addresses of its API servers. It needs no credentials.',
    keys: ['name', 'addresses', 'names', 'ca', 'labels'],
  },
  {
    about: 'A target from a kubeconfig, with every instance behind its server.',
    keys: ['name', 'kubeconfig', 'discovery', 'nodes', 'clusterDomain'],
    values: { name: 'edge' },
  },
  {
    about: 'A fleet: each context of these kubeconfigs is a target.',
    keys: ['name', 'kubeconfigs', 'nameBy', 'discovery'],
    values: { name: 'west' },
  },
  {
    about: 'A management cluster of Cluster API: a target for each of its workload clusters.',
    keys: ['name', 'kubeconfig', 'discovery', 'namespaces'],
    values: { name: 'management', kubeconfig: '{file: /etc/management.conf}', discovery: 'cluster-api' },
  },
  {
    about:
      'For an exporter on a control-plane node. serverName is set because 127.0.0.1 is usually not a SAN, and `kubernetes` is a name that is expected anyway.',
    keys: ['name', 'addresses', 'serverName', 'servingFile'],
    values: { name: 'this-node', addresses: '[127.0.0.1:6443]' },
  },
];

const rest: ExampleTarget = {
  about: 'Other settings for a single target.',
  keys: ['name', 'addresses'],
  values: { name: 'legacy', addresses: '[legacy.example.com]' },
};

/** config/exporter.yml: every key of the schema, with its meaning as a comment and its example as its value. */
export function exampleConfig(): string {
  const shown = new Set(targets.flatMap(({ keys }) => keys));
  const others = keysOf('targets').flatMap(({ name }) => (shown.has(name) ? [] : [name]));
  const all = [...targets, { ...rest, keys: [...rest.keys, ...others] }];
  return `# An example configuration of apiserver-cert-exporter with every key. This file is generated from the schema in
# src/config. This command reports every problem in a configuration at once:
#
#   apiserver-cert-exporter config check --config.file=exporter.yml
#
# Unknown keys are errors. Relative paths start at this file's folder. Durations have Prometheus' format: 500ms, 5s,
# 1m30s.

${comment(meaningOf('targets'), '')}
targets:
${shownTargets(all).join('\n\n')}

${comment(meaningOf('files'), '')}
files:
${comment(meaningOf('files.paths'), '  ')}
  - paths: ${exampleOf('files.paths')}

${keysOf('')
  .filter(({ name }) => !['targets', 'files', 'probe'].includes(name))
  .map((key) => entry(key, exampleOf(key.path), '').join('\n'))
  .join('\n\n')}

${comment(meaningOf('probe'), '')}
probe:
${keysOf('probe')
  .map((key) => entry(key, defaultOf(key) ?? exampleOf(key.path), '  ').join('\n'))
  .join('\n')}
`;
}

/** The targets as YAML. Each key has its comment where it is shown first. */
function shownTargets(all: readonly ExampleTarget[]): readonly string[] {
  const explained = new Set<string>();
  const keys = new Map(keysOf('targets').map((key) => [key.name, key]));
  return all.map(({ about, keys: names, values = {} }) => {
    const lines = names.flatMap((name) => {
      const key = keys.get(name);
      if (key === undefined) throw new Error(`targets.${name} is not a key of the schema`);
      const value = values[name] ?? exampleOf(key.path);
      const isFirst = name === 'name';
      if (explained.has(name)) return [isFirst ? `  - name: ${value}` : `    ${name}: ${value}`];
      explained.add(name);
      return isFirst ? [comment(meaningOf(key.path), '  '), `  - name: ${value}`] : ['', ...entry(key, value, '    ')];
    });
    return [comment(about, '  '), ...lines].join('\n');
  });
}

interface Key extends SchemaKey {
  readonly name: string;
}

/** Returns the keys of the mapping at a path. */
function keysOf(path: string): readonly Key[] {
  const prefix = path === '' ? '' : `${path}.`;
  return schemaKeys(configSchema)
    .filter((key) => key.path.startsWith(prefix) && !key.path.slice(prefix.length).includes('.'))
    .map((key) => ({ ...key, name: key.path.slice(prefix.length) }));
}

/** Returns a key with its comment. A mapping shows all its keys. Keys that are not in its example are commented out. */
function entry({ name, path }: Key, value: string, indent: string): readonly string[] {
  const inner = keysOf(path).flatMap((key) => {
    const lines = entry(key, exampleOf(key.path), `${indent}  `);
    return value.includes(`${key.name}:`) ? lines : lines.map((line) => line.replace(/^( *)(?=[^ #])/, '$1# '));
  });
  const own = inner.length === 0 ? ` ${value}` : '';
  return [comment(meaningOf(path), indent), `${indent}${name}:${own}`, ...inner];
}

const width = 120;

function comment(text: string, indent: string): string {
  const lines: string[] = [];
  let line = `${indent}#`;
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}#`;
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}

function noteAt(path: string) {
  const key = schemaKeys(configSchema).find((each) => each.path === path);
  const note = key && noteOf(key.schema);
  if (note === undefined)
    throw new Error(`${path} has no note: declare it with requiredKey, optionalKey or defaultKey`);
  return note;
}

function meaningOf(path: string): string {
  const { meaning, otherwise } = noteAt(path);
  return otherwise === undefined ? meaning : `${meaning} Without it: ${otherwise}.`;
}

function exampleOf(path: string): string {
  return noteAt(path).example;
}

function defaultOf({ schema }: { readonly schema: v.GenericSchema }): string | undefined {
  const { default: value } = schema as { readonly default?: unknown };
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}
