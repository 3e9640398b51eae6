import t from 'tap';
import * as v from 'valibot';
import { defaultKey, noteOf, optionalKey, requiredKey } from '../../src/config/key.js';
import { configSchema } from '../../src/config/schema.js';
import { parseDocument } from '../../src/document/document.js';
import { schemaKeys } from '../../scripts/schema-keys.js';

const words = { meaning: 'A name.', example: 'prod' };

void t.test('a mapping without the key', (t) => {
  const schema = v.object({
    required: requiredKey(v.string(), words),
    optional: optionalKey(v.string(), { ...words, otherwise: 'none' }),
    defaulted: defaultKey(v.string(), words, 'x'),
  });
  t.same(v.parse(schema, { required: 'a' }), { required: 'a', defaulted: 'x' });
  t.same(v.parse(schema, { required: 'a', optional: 'b', defaulted: 'c' }), {
    required: 'a',
    optional: 'b',
    defaulted: 'c',
  });
  t.notOk(v.is(schema, {}));
  t.end();
});

void t.test('a note is part of the schema', (t) => {
  t.same(noteOf(requiredKey(v.string(), words)), words);
  t.same(noteOf(defaultKey(v.string(), words, 'x')), words);
  t.same(noteOf(optionalKey(v.string(), { ...words, otherwise: 'none' })), { ...words, otherwise: 'none' });
  t.equal(noteOf(v.string()), undefined);
  t.end();
});

void t.test('every key of the config has a note, and its example is valid', (t) => {
  const keys = schemaKeys(configSchema);
  t.ok(keys.some(({ path }) => path === 'targets.ca.file'));
  for (const { path, schema } of keys) {
    const note = noteOf(schema);
    t.ok(note, `declare ${path} with requiredKey, optionalKey or defaultKey`);
    if (note === undefined) continue;
    t.match(note.meaning, /^[A-Z`].*\.$/s, `the meaning of ${path} is made of sentences`);
    const parsed = parseDocument(Buffer.from(`x: ${note.example}`), path);
    t.ok(parsed.ok && v.is(schema, (parsed.document.value as { x: unknown }).x), `the example of ${path} is valid`);
  }
  t.end();
});
