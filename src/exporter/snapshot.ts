import type { Config } from '../config/config.js';
import { targetOf } from '../discovery/static.js';
import type { Target } from '../discovery/target.js';
import { lookAtTarget, type SweepWorld, type TargetReport } from '../probe/sweep.js';
import { createFlights, type Flights } from './flights.js';

/** A configuration at work. A scrape holds on to the one that it began with, so that it never mixes two. */
export interface Snapshot {
  readonly config: Config;
  readonly targets: readonly Target[];
  readonly flights: Flights<Target>;
}

/** What a snapshot tells of its looks. */
export interface SnapshotEvents {
  /** Once for each look, however many scrapes share it. */
  readonly looked: (report: TargetReport) => void;
  /** For each scrape that joined a look under way. */
  readonly joined: () => void;
}

export function createSnapshot(config: Config, world: SweepWorld, events: SnapshotEvents): Snapshot {
  const begin = (target: Target): ReturnType<typeof lookAtTarget> => {
    const look = lookAtTarget(target, world, Infinity);
    void look.done.then(events.looked);
    return look;
  };
  return { config, targets: config.targets.map(targetOf), flights: createFlights(begin, world.clock, events.joined) };
}
