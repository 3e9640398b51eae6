import t from 'tap';
import * as v from 'valibot';
import { note } from '../../src/config/key-note.js';
import { configSchema } from '../../src/config/schema.js';
import { parseDocument } from '../../src/document/document.js';
import { schemaKeys } from './schema-keys.js';

void t.test('a note is part of the schema', (t) => {
  const words = { meaning: 'A name.', example: 'prod', otherwise: 'none' };
  const schema = v.pipe(v.string(), note(words));
  t.same(v.getMetadata(schema), words);
  t.equal(v.parse(schema, 'x'), 'x');
  t.end();
});

void t.test('every key of the config has a note, and its example is valid', (t) => {
  const keys = schemaKeys(configSchema);
  t.ok(keys.some(({ path }) => path === 'targets.ca.file'));
  for (const { path, schema } of keys) {
    const { meaning, example } = v.getMetadata('wrapped' in schema ? (schema.wrapped as v.GenericSchema) : schema);
    t.match(meaning, /^[A-Z].*\.$/s, `${path} has a meaning`);
    const parsed = parseDocument(Buffer.from(`x: ${String(example)}`), path);
    t.ok(parsed.ok && v.is(schema, (parsed.document.value as { x: unknown }).x), `${path} has a valid example`);
  }
  t.end();
});
