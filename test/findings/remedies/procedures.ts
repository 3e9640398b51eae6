import { distributions } from '../../../src/findings/procedures/distribution.js';
import type { Remedy } from '../../../src/findings/remedies/remedy.js';

/** Distributions for which the remedy has no procedure. */
export function forgotten({ procedures }: Remedy): readonly string[] {
  const covered = procedures.flatMap((procedure) => procedure.distributions);
  return distributions.filter((distribution) => !covered.includes(distribution));
}

export function linesFor({ procedures }: Remedy, distribution: string): readonly string[] {
  return procedures.find((procedure) => procedure.distributions.some((each) => each === distribution))?.lines ?? [];
}
