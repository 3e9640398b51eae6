import { overridableKey } from './key.js';
import { durationBetween, flag } from './value-schema.js';

/** The keys of `probe` that a target may override, each with a single entry for both. Every target of the program has them. */
export const overridableKeys = {
  timeout: overridableKey('timeout', durationBetween('10ms', '10m'), {
    note: {
      meaning:
        "The maximum duration of one probe of one endpoint. It is shorter if Prometheus' own timeout is shorter.",
      example: '5s',
    },
    value: '5s',
  }),
  loopback: overridableKey('loopback', flag, {
    note: {
      meaning:
        'Whether to probe for the loopback certificate, which takes a second handshake. It also shows when the process started.',
      example: 'true',
    },
    value: true,
  }),
  http: overridableKey('http', flag, {
    note: {
      meaning: 'Whether to request /version and /livez, on the connection of the first handshake.',
      example: 'true',
    },
    value: true,
  }),
};
