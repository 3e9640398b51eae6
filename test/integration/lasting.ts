import type { ExpositionSample } from '../fixtures/exposition.js';

/** The samples of these endpoints, without durations, uptimes and what is measured of clocks. */
export function lasting(samples: readonly ExpositionSample[], among: readonly string[]): readonly ExpositionSample[] {
  return samples.filter(
    ({ name, labels }) => among.includes(labels['address'] ?? '') && !/_duration_|_uptime_|_clock_skew_/.test(name),
  );
}
