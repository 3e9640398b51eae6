import type * as v from 'valibot';
import { defaultKey, type KeyNote, optionalKey } from './key.js';
import { durationBetween, flag } from './value-schema.js';

/** The keys of `probe` that a target may override under the same name, each with a single entry for both. */
const overridableKeys = {
  timeout: key(
    durationBetween('10ms', '10m'),
    {
      meaning:
        "The maximum duration of one probe of one endpoint. It is shorter if Prometheus' own timeout is shorter.",
      example: '5s',
    },
    '5s',
  ),
  loopback: key(
    flag,
    {
      meaning:
        'Whether to probe for the loopback certificate, which takes a handshake of its own. It also shows when the process started.',
      example: 'true',
    },
    true,
  ),
  http: key(
    flag,
    { meaning: 'Whether to request /version and /livez, on the connection of the first handshake.', example: 'true' },
    true,
  ),
};

export type OverridableKey = keyof typeof overridableKeys;

type Schemas<Of extends 'inProbe' | 'inTarget'> = {
  [Name in OverridableKey]: Of extends 'inProbe'
    ? (typeof overridableKeys)[Name]['inProbe']
    : ReturnType<(typeof overridableKeys)[Name]['inTarget']>;
};

/** Their schemas in `probe`, with their defaults. */
export const overridableInProbe = schemasOf(({ inProbe }) => inProbe) as Schemas<'inProbe'>;

/** Their schemas in a target, where each may be left out. */
export const overridableInTarget = schemasOf(({ inTarget }, name) => inTarget(name)) as Schemas<'inTarget'>;

function key<Schema extends v.GenericSchema, const Default extends v.InferInput<Schema>>(
  schema: Schema,
  note: KeyNote,
  value: Default,
) {
  return {
    inProbe: defaultKey(schema, note, value),
    inTarget: (name: string) =>
      optionalKey(schema, {
        meaning: `The same as probe.${name}, for this target only.`,
        example: note.example,
        otherwise: `probe.${name}`,
      }),
  };
}

/** Object.entries forgets which key has which schema, so callers say the type. */
function schemasOf(
  schemaOf: (entry: (typeof overridableKeys)[OverridableKey], name: string) => v.GenericSchema,
): Readonly<Record<string, v.GenericSchema>> {
  return Object.fromEntries(Object.entries(overridableKeys).map(([name, entry]) => [name, schemaOf(entry, name)]));
}
