import type { Target } from '../discovery/target.js';
import { type AddressWorld, lookAtAddress } from './address-look.js';
import type { Deadline } from './deadline.js';
import { mergeReports } from './merge-reports.js';
import type { Report } from './report.js';

export type SweepWorld = AddressWorld;

/** What one look at a whole target showed. */
export interface TargetReport {
  readonly target: Pick<Target, 'name' | 'labels'>;
  /** Whether every address of the target led to an endpoint. */
  readonly discovered: boolean;
  /** One for each endpoint, in the order of the config, each `address` once. */
  readonly reports: readonly Report[];
}

/** A look at a target that is under way. */
export interface TargetLook {
  /** The whole look; never rejects. */
  readonly done: Promise<TargetReport>;
  /** What the report would be if the look ended now. */
  readonly soFar: () => TargetReport;
}

/** Looks at every endpoint of every target, side by side: none waits for another, and a failure stays with its own endpoint. */
export function sweep(
  targets: readonly Target[],
  world: SweepWorld,
  outer: Deadline,
): Promise<readonly TargetReport[]> {
  return Promise.all(targets.map((target) => lookAtTarget(target, world, outer).done));
}

/** Begins a look at every endpoint of a target. */
export function lookAtTarget(target: Target, world: SweepWorld, outer: Deadline): TargetLook {
  const looks = target.addresses.map((address) => lookAtAddress(target, address, world, outer));
  const soFar = (): TargetReport => ({
    target: { name: target.name, labels: target.labels },
    discovered: looks.every((look) => look.found()),
    reports: mergeReports(looks.flatMap((look) => look.soFar())),
  });
  return { done: Promise.all(looks.map((look) => look.done)).then(soFar), soFar };
}
