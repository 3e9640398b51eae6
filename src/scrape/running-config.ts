import type { Config } from '../config/config.js';
import type { TargetSource } from '../discovery/target-source.js';
import type { FileReport } from '../files/file-report.js';
import { allowedIn } from '../net/network.js';
import type { Progress } from '../net/progress.js';
import type { ProbeDependencies } from '../probe/probe-dependencies.js';
import { probeTarget } from '../probe/probe-target.js';
import type { TargetReport } from '../probe/report.js';
import { type AdHocProbes, createAdHocProbes } from './ad-hoc-probes.js';
import { createSingleFlight, type SingleFlight } from './single-flight.js';

/** A configuration in use. A scrape keeps the one that it began with, so that it never mixes two. */
export interface RunningConfig {
  readonly config: Config;
  readonly sources: readonly TargetSource[];
  readonly probes: SingleFlight<TargetSource, TargetReport>;
  readonly files: SingleFlight<Config, readonly FileReport[]>;
  readonly adHoc: AdHocProbes;
  readonly dependencies: Pick<ProbeDependencies, 'resolve' | 'clock'>;
}

/** What happens under a running configuration, for logs and counters. */
export interface RunningConfigEvents {
  /** Once for each probe, however many scrapes share it. */
  readonly probed: (report: TargetReport) => void;
  /** The same for addresses that the target does not have. */
  readonly probedAdHoc: (report: TargetReport) => void;
  /** For each scrape that joined a probe under way. */
  readonly joined: () => void;
  /** Once for each reading of the files. */
  readonly filesRead: (files: readonly FileReport[]) => void;
}

/** What a running configuration is made of. */
export interface RunningConfigParts {
  readonly config: Config;
  readonly sources: readonly TargetSource[];
  readonly dependencies: ProbeDependencies;
  readonly readFiles: (config: Config) => Progress<readonly FileReport[]>;
  readonly events: RunningConfigEvents;
}

export function createRunningConfig({
  config,
  sources,
  dependencies,
  readFiles,
  events,
}: RunningConfigParts): RunningConfig {
  const { clock } = dependencies;
  const beginProbe = (source: TargetSource): Progress<TargetReport> =>
    announced(probeTarget(source, dependencies, Infinity), events.probed);
  const beginReading = (): Progress<readonly FileReport[]> => announced(readFiles(config), events.filesRead);
  return {
    config,
    sources,
    probes: createSingleFlight({ begin: beginProbe, clock, joined: events.joined }),
    files: createSingleFlight({ begin: beginReading, clock }),
    adHoc: createAdHocProbes(dependencies, allowedIn(config.probe.allowNetworks), events.probedAdHoc),
    dependencies,
  };
}

/** Returns the same work, and announces its result when it ends. */
function announced<T>(work: Progress<T>, announce: (result: T) => void): Progress<T> {
  void work.done.then(announce);
  return work;
}
