import * as v from 'valibot';
import { note } from './key-note.js';
import { distinct, list } from './list.js';
import { mapping } from './mapping.js';
import { probeSchema } from './probe-schema.js';
import { type TargetSettings, targetSchema } from './target-schema.js';

/**
 * The config file, one entry a key, which also holds what the manual says of it. A key of a feature that does not exist is unknown here,
 * and so an error.
 */
export const configSchema = mapping({
  targets: v.pipe(
    list(targetSchema, { least: 1, most: 10_000, of: 'targets' }),
    distinct<TargetSettings>('a name that no other target has', ({ name }) => name, 'name'),
    note({ meaning: 'The control planes, each under a name.', example: '[{name: prod, addresses: [10.225.4.51]}]' }),
  ),
  probe: v.optional(
    v.pipe(probeSchema, note({ meaning: 'How endpoints are looked at.', example: '{timeout: 5s}' })),
    {},
  ),
});

/** The config as the schema gives it: defaults are filled in, and no file that it names has been read. */
export type Settings = v.InferOutput<typeof configSchema>;
