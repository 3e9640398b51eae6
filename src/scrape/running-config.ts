import type { Config } from '../config/config.js';
import type { TargetGroup } from '../discovery/target-group.js';
import type { TargetSource } from '../discovery/target-source.js';
import { nameTargets, type Targets } from '../discovery/targets.js';
import type { FileReport } from '../files/file-report.js';
import type { Clock } from '../net/clock.js';
import type { Deadline } from '../net/deadline.js';
import type { Progress } from '../net/progress.js';
import type { ProbeDependencies } from '../probe/probe-dependencies.js';
import { probeTarget } from '../probe/probe-target.js';
import type { TargetReport } from '../probe/report.js';
import { type AdHocProbes, type AdHocSlots, createAdHocProbes, createAdHocSlots } from './ad-hoc-probes.js';
import { createEndpointTurns, type EndpointTurns } from './endpoint-turns.js';
import { mayProbe } from './may-probe.js';
import { createRenewalMemory, type RenewalMemory } from './renewal-memory.js';
import { createSingleFlight, type SingleFlight } from './single-flight.js';
import { filesWithRenewals, withRenewals } from './with-renewals.js';

/** A configuration in use. A scrape keeps the one that it began with, so that it never mixes two. */
export interface RunningConfig {
  readonly config: Config;
  readonly groups: readonly TargetGroup[];
  readonly targets: Targets;
  readonly probes: { readonly join: (target: TargetSource, deadline: Deadline) => Promise<TargetReport> };
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

interface ProbeSubject {
  readonly source: TargetSource;
  readonly dependencies: ProbeDependencies;
}

/** The work under way and its limits, which a reload leaves in place: otherwise each reload would grant them once more. */
export interface LastingWork {
  readonly events: RunningConfigEvents;
  readonly probes: SingleFlight<ProbeSubject, TargetReport>;
  readonly turns: EndpointTurns;
  readonly adHocSlots: AdHocSlots;
  readonly renewals: RenewalMemory;
}

export function createLastingWork(clock: Clock, events: RunningConfigEvents): LastingWork {
  const renewals = createRenewalMemory();
  const begin = ({ source, dependencies }: ProbeSubject): Progress<TargetReport> =>
    announced(withRenewals(probeTarget(source, dependencies, Infinity), renewals), events.probed);
  return {
    events,
    renewals,
    // The source of a target that a reload has not changed is the same, so scrapes before and after it share a probe.
    probes: createSingleFlight({ begin, clock, joined: events.joined, keyOf: ({ source }) => source }),
    turns: createEndpointTurns(),
    adHocSlots: createAdHocSlots(),
  };
}

/** What a running configuration is made of. */
export interface RunningConfigParts {
  readonly config: Config;
  readonly groups: readonly TargetGroup[];
  /** Endpoints take turns by `lasting`. */
  readonly dependencies: Omit<ProbeDependencies, 'takeTurn'>;
  readonly readFiles: (config: Config) => Progress<readonly FileReport[]>;
}

export function createRunningConfig(
  { config, groups, dependencies, readFiles }: RunningConfigParts,
  { events, probes, turns, adHocSlots, renewals }: LastingWork,
): RunningConfig {
  const { clock } = dependencies;
  const own: ProbeDependencies = { ...dependencies, takeTurn: turns.ofConfig() };
  const beginReading = (): Progress<readonly FileReport[]> =>
    announced(filesWithRenewals(readFiles(config), renewals, clock), events.filesRead);
  return {
    config,
    groups,
    targets: nameTargets(groups),
    probes: { join: (source, deadline) => probes.join({ source, dependencies: own }, deadline) },
    files: createSingleFlight({ begin: beginReading, clock }),
    adHoc: createAdHocProbes(
      { ...dependencies, takeTurn: turns.adHoc },
      { allowed: mayProbe(config.probe), probed: events.probedAdHoc, slots: adHocSlots },
    ),
    dependencies,
  };
}

/** Returns the same work, and announces its result when it ends. */
function announced<T>(work: Progress<T>, announce: (result: T) => void): Progress<T> {
  void work.done.then(announce);
  return work;
}
