import * as v from 'valibot';
import type { KeyNote } from '../src/config/key-note.js';
import { configSchema } from '../src/config/schema.js';
import { type SchemaKey, schemaKeys } from '../test/config/schema-keys.js';

/** docs/configuration.md: every key of the schema, with what its own entry says of it. */
export function configurationPage(): string {
  return `# Configuration

This page is generated from the schema in src/config; \`npm run generate\` writes it. [config/exporter.yml](../config/exporter.yml) is a
commented example of every key. \`apiserver-cert-exporter config check\` reports every problem of a file at once; unknown keys are errors.
Durations are written as Prometheus writes them (\`1m30s\`), and relative paths count from the folder of the file.

| key | meaning | example | otherwise |
|---|---|---|---|
${schemaKeys(configSchema).map(row).join('\n')}
`;
}

function row({ path, schema }: SchemaKey): string {
  const { meaning, example, otherwise } = noteOf(schema);
  return `| \`${path}\` | ${meaning} | \`${example}\` | ${otherwise ?? defaultOf(schema)} |`.replaceAll('\n', ' ');
}

function noteOf(schema: v.GenericSchema): KeyNote {
  const inner = (schema as { readonly wrapped?: v.GenericSchema }).wrapped ?? schema;
  return v.getMetadata(inner) as unknown as KeyNote;
}

function defaultOf(schema: v.GenericSchema): string {
  if (schema.type !== 'optional') return 'required';
  const { default: value } = schema as { readonly default?: unknown };
  return value === undefined ? '' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
