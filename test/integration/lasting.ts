import type { ExpositionSample } from '../fixtures/exposition.js';

/** The samples of these endpoints, without durations and uptimes. */
export function lasting(samples: readonly ExpositionSample[], among: readonly string[]): readonly ExpositionSample[] {
  return samples.filter(
    ({ name, labels }) => among.includes(labels['address'] ?? '') && !/_duration_|_uptime_/.test(name),
  );
}
