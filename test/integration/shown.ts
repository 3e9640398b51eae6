import type { ExpositionSample } from '../fixtures/exposition.js';

/** Returns the samples of a target for one address or for all. */
export function shown(
  samples: readonly ExpositionSample[],
  target: string,
  address?: string,
): readonly ExpositionSample[] {
  return samples.filter(
    ({ labels }) => labels['target'] === target && (address === undefined || labels['address'] === address),
  );
}
