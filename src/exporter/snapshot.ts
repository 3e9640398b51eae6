import type { Config } from '../config/config.js';
import type { TargetSource } from '../discovery/target-source.js';
import type { FileReport } from '../files/file-report.js';
import type { FileLook } from '../files/look-at-files.js';
import { lookAtTarget, type SweepWorld, type TargetLook, type TargetReport } from '../probe/sweep.js';
import { type AdHocLooks, createAdHocLooks } from './ad-hoc-looks.js';
import { allowedIn } from './allowed-networks.js';
import { createFlights, type Flights } from './flights.js';

/** A configuration at work. A scrape holds on to the one that it began with, so that it never mixes two. */
export interface Snapshot {
  readonly config: Config;
  readonly sources: readonly TargetSource[];
  readonly flights: Flights<TargetSource>;
  readonly files: Flights<Config, readonly FileReport[]>;
  readonly adHoc: AdHocLooks;
  readonly world: Pick<SweepWorld, 'resolve' | 'clock'>;
}

/** What a snapshot tells of its looks. */
export interface SnapshotEvents {
  /** Once for each look, however many scrapes share it. */
  readonly looked: (report: TargetReport) => void;
  /** The same for addresses that the target does not have. */
  readonly lookedAdHoc: (report: TargetReport) => void;
  /** For each scrape that joined a look at a target which was under way. */
  readonly joined: () => void;
  /** Once for each look at the files. */
  readonly filesLooked: (files: readonly FileReport[]) => void;
}

export function createSnapshot(
  config: Config,
  sources: readonly TargetSource[],
  world: SweepWorld,
  lookAtFiles: (config: Config) => FileLook,
  events: SnapshotEvents,
): Snapshot {
  const begin = (source: TargetSource): TargetLook => {
    const look = lookAtTarget(source, world, Infinity);
    void look.done.then(events.looked);
    return look;
  };
  const beginFiles = (): FileLook => {
    const look = lookAtFiles(config);
    void look.done.then(events.filesLooked);
    return look;
  };
  return {
    config,
    sources,
    flights: createFlights(begin, world.clock, events.joined),
    files: createFlights(beginFiles, world.clock, () => undefined),
    adHoc: createAdHocLooks(world, allowedIn(config.probe.allowNetworks), events.lookedAdHoc),
    world,
  };
}
