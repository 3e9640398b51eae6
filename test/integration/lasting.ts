import type { ExpositionSample } from '../fixtures/exposition.js';

/** What is known of these endpoints, apart from times that pass. */
export function lasting(samples: readonly ExpositionSample[], among: readonly string[]): readonly ExpositionSample[] {
  return samples.filter(
    ({ name, labels }) => among.includes(labels['address'] ?? '') && !/_duration_|_uptime_/.test(name),
  );
}
