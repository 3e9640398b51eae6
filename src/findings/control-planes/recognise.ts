import type { TargetReport } from '../../probe/report.js';
import { controlPlanes } from './control-planes.js';
import { type Distribution, distributions } from '../procedures/distribution.js';

/** Guesses the distributions of a target from its serving certificates. The guess only decides which procedures are shown first. */
export function distributionsOf({ reports }: TargetReport): readonly Distribution[] {
  const leaves = reports.flatMap(({ serving }) => serving?.[0] ?? []);
  return distributions.filter((name) => leaves.some(controlPlanes[name].recognises));
}
