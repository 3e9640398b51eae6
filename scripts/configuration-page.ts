import type * as v from 'valibot';
import { noteOf } from '../src/config/key.js';
import { configSchema } from '../src/config/schema.js';
import { type SchemaKey, schemaKeys } from './schema-keys.js';

/** docs/configuration.md: every key of the schema, with the description from its entry. */
export function configurationPage(): string {
  return `# Configuration

This page is generated from the schema in src/config; \`npm run generate\` writes it. [config/exporter.yml](../config/exporter.yml) is an
example with every key. \`apiserver-cert-exporter config check\` reports every problem of a file at once; unknown keys are errors.
Durations have Prometheus' format (\`1m30s\`). Relative paths start at the folder of the file.

| key | meaning | example | without it |
|---|---|---|---|
${schemaKeys(configSchema).map(row).join('\n')}
`;
}

function row({ path, schema }: SchemaKey): string {
  const note = noteOf(schema);
  if (note === undefined)
    throw new Error(`${path} has no note: declare it with requiredKey, optionalKey or defaultKey`);
  const { meaning, example, otherwise } = note;
  return `| \`${path}\` | ${meaning} | \`${example}\` | ${otherwise ?? defaultOf(schema)} |`.replaceAll('\n', ' ');
}

function defaultOf(schema: v.GenericSchema): string {
  if (schema.type !== 'optional') return 'required';
  const { default: value } = schema as { readonly default?: unknown };
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
