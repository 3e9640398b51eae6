import type { Target } from '../discovery/target.js';
import type { Found, TargetSource } from '../discovery/target-source.js';
import type { Truncation } from '../discovery/truncation.js';
import { type AddressLook, type AddressWorld, lookAtAddress } from './address-look.js';
import { type Deadline, deadlineIn, within } from './deadline.js';
import { mergeReports } from './merge-reports.js';
import type { Report } from './report.js';

export type SweepWorld = AddressWorld;

/** What one look at a whole target showed. */
export interface TargetReport {
  readonly target: Pick<Target, 'name' | 'labels'>;
  /** Whether everything that the target names is known as of now, and led to an endpoint. */
  readonly discovered: boolean;
  /** Whether its kubeconfig switches verification off. */
  readonly insecure: boolean;
  /** What went wrong or was left out on the way to them, in sentences for people. */
  readonly notes: readonly string[];
  /** What there was more of than was looked at, on the way to them. */
  readonly truncated: readonly Truncation[];
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
  sources: readonly TargetSource[],
  world: SweepWorld,
  outer: Deadline,
): Promise<readonly TargetReport[]> {
  return Promise.all(sources.map((source) => lookAtTarget(source, world, outer).done));
}

/** Finds out what the target stands for, and begins a look at every endpoint of it. */
export function lookAtTarget(source: TargetSource, world: SweepWorld, outer: Deadline): TargetLook {
  const { name, labels, timeout } = source;
  let found: Found = { target: undefined, success: false, insecure: false, notes: [] };
  let looks: readonly AddressLook[] = [];

  const soFar = (): TargetReport => ({
    target: { name, labels },
    discovered: found.success && looks.every((look) => look.found()),
    insecure: found.insecure,
    notes: found.notes,
    truncated: looks.flatMap((look) => look.truncated()),
    reports: mergeReports(looks.flatMap((look) => look.soFar())),
  });
  const look = async (): Promise<TargetReport> => {
    const late = { ...found, notes: ['the list of its endpoints did not come in time'] };
    found = await within(deadlineIn(timeout, world.clock, outer), world.clock, source.find(), late);
    const { target } = found;
    looks = target?.addresses.map((address) => lookAtAddress(target, address, world, outer)) ?? [];
    await Promise.all(looks.map(({ done }) => done));
    return soFar();
  };
  return { done: look(), soFar };
}
