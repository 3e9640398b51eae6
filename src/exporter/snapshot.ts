import type { Config } from '../config/config.js';
import type { TargetSource } from '../discovery/target-source.js';
import { lookAtTarget, type SweepWorld, type TargetLook, type TargetReport } from '../probe/sweep.js';
import { createFlights, type Flights } from './flights.js';

/** A configuration at work. A scrape holds on to the one that it began with, so that it never mixes two. */
export interface Snapshot {
  readonly config: Config;
  readonly sources: readonly TargetSource[];
  readonly flights: Flights<TargetSource>;
}

/** What a snapshot tells of its looks. */
export interface SnapshotEvents {
  /** Once for each look, however many scrapes share it. */
  readonly looked: (report: TargetReport) => void;
  /** For each scrape that joined a look under way. */
  readonly joined: () => void;
}

export function createSnapshot(
  config: Config,
  sources: readonly TargetSource[],
  world: SweepWorld,
  events: SnapshotEvents,
): Snapshot {
  const begin = (source: TargetSource): TargetLook => {
    const look = lookAtTarget(source, world, Infinity);
    void look.done.then(events.looked);
    return look;
  };
  return { config, sources, flights: createFlights(begin, world.clock, events.joined) };
}
