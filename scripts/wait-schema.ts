import { flag, list, object, oneOf, orNull, ref, type Schema, text } from './json-schema.js';

/** Returns the JSON Schema of the output of a wait, `check --wait-restarted --output json`. */
export function waitSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'apiserver-cert-exporter check --wait-restarted --output json',
    description:
      'The result of one wait. Unknown values are null. A later release may add keys: validate with its own schema.',
    ...object({
      version: {
        description: 'The version of this format. It changes when something is renamed or removed.',
        const: 1,
      },
      exitCode: { description: '0: proved, 1: it has not happened, 3: it cannot be known.', enum: [0, 1, 3] },
      endpoint: text('As it was given.'),
      state: oneOf(['ok', 'timeout', 'unknown']),
      because: orNull(text(), 'Why it is not proved, for people.'),
      waitedSeconds: { type: 'integer', minimum: 0 },
      restart: flag('Whether it waited for a restart; else for names alone.'),
      startedAfter: ref('time'),
      before: list(ref('process'), 'The processes that answered when the wait began, if no time was given.'),
      processes: list(ref('process'), 'The processes that answered the last probe.'),
      ready: orNull(flag(), 'Whether /version and /livez have nothing against it.'),
      names: list(
        object({ name: text(), accepted: orNull(flag()), problem: orNull(text(), 'Why clients do not accept it.') }),
        'The names that were given.',
      ),
    }),
    $defs: {
      time: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' },
      process: object({
        number: { description: "The number behind the CN's @.", type: 'integer', minimum: 0 },
        startedAt: ref('time'),
        fingerprintSha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      }),
    },
  };
}
