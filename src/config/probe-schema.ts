import * as v from 'valibot';
import { durationBetween } from './duration-between.js';
import { note } from './key-note.js';
import { mapping } from './mapping.js';

const wholeNumber = 'a whole number from 1 to 1024';

export const probeSchema = mapping({
  timeout: v.optional(
    v.pipe(
      durationBetween('10ms', '10m'),
      note({
        meaning: "One look at one endpoint takes this long at most, or less when Prometheus' own timeout is shorter.",
        example: '5s',
      }),
    ),
    '5s',
  ),
  concurrency: v.optional(
    v.pipe(
      v.number(wholeNumber),
      v.check((count) => Number.isInteger(count) && count >= 1 && count <= 1024, wholeNumber),
      note({ meaning: 'Handshakes under way at once.', example: '32' }),
    ),
    32,
  ),
  loopback: v.optional(
    v.pipe(
      v.boolean('true or false'),
      note({ meaning: 'Whether the loopback certificate is looked for: a second handshake.', example: 'true' }),
    ),
    true,
  ),
});
