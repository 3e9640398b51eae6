import type { Config } from '../config/config.js';
import { isSameValue } from '../config/is-same-value.js';
import type { TargetGroup } from '../discovery/target-group.js';
import type { Targets } from '../discovery/targets.js';
import { formatProblem, type Problem } from '../document/problem.js';
import { createFileLog } from '../files/file-log.js';
import type { FileReport } from '../files/file-report.js';
import type { Room } from '../bounds/room.js';
import type { Progress } from '../net/progress.js';
import type { OwnMetrics } from '../metrics/own-metrics.js';
import { type Format, render, type Rendered } from '../metrics/render.js';
import type { Clock } from '../net/clock.js';
import { deadlineIn } from '../net/deadline.js';
import type { TargetReport } from '../probe/report.js';
import type { ProbeDependencies } from '../probe/probe-dependencies.js';
import { type Observation, observeAll } from './observe.js';
import { oneAtATime } from './one-at-a-time.js';
import { type ProbeRefusal, type ProbeRequest, answerProbeRequest } from './probe-request.js';
import { keepUnchanged } from './keep-unchanged.js';
import { createLastingWork, createRunningConfig, type RunningConfig } from './running-config.js';
import { createRoomForTargets } from './room-for-targets.js';
import { shareRendering } from './share-rendering.js';
import { createStateLog, type StateLogger } from './state-log.js';

/** What the exporter does on request; nothing happens on a timer. With `seconds` of Infinity, only each endpoint's own timeout applies. */
export interface Exporter {
  /** All targets, and the exporter's own metrics. */
  readonly collect: (seconds: number, format: Format) => Promise<Rendered>;
  /** One configured target, or one address, which the target need not have. */
  readonly probe: (request: ProbeRequest, seconds: number, format: Format) => Promise<ProbeAnswer>;
  /** All targets and files, as values. */
  readonly observe: (seconds: number) => Promise<Observation>;
  /** The targets of the configuration in use. Another object after each reload that changes anything. */
  readonly targets: () => Targets;
  /** Loads the configuration again; problems leave the running one in place. */
  readonly reload: () => Promise<ReloadResult>;
}

export type ProbeAnswer =
  { readonly ok: true; readonly report: TargetReport; readonly rendered: Rendered } | ProbeRefusal;

export type ReloadResult = { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] };

export type LoadResult = { readonly ok: true; readonly config: Config } | Extract<ReloadResult, { ok: false }>;

export interface ExporterDependencies {
  readonly load: () => Promise<LoadResult>;
  readonly clock: Clock;
  /** What probes use under a configuration. Called when it begins to be used. */
  readonly dependencies: (config: Config) => Omit<ProbeDependencies, 'takeTurn'>;
  /** The targets of a configuration. */
  readonly groups: (config: Config) => readonly TargetGroup[];
  /** Reads the files that a configuration names. */
  readonly readFiles: (config: Config) => Progress<readonly FileReport[]>;
  readonly own: OwnMetrics;
  /** Of what probes remember. */
  readonly room: Room;
  readonly log: StateLogger;
}

/** An exporter that runs with `first` until it reloads. */
export function createExporter(first: Config, parts: ExporterDependencies): Exporter {
  const { load, own, log, clock } = parts;
  const begin = createBeginning(parts);
  const renderAll = shareRendering(({ reports, evidence }, format) =>
    render(reports, [own.registry], format, evidence),
  );
  let current = begin(first, undefined);
  own.configLoaded(true, clock.now());

  return {
    collect: async (seconds, format) => {
      const begun = clock.monotonic();
      const observation = await observeAll(current, deadlineIn(seconds, clock));
      own.scraped((clock.monotonic() - begun) / 1000);
      return renderAll(observation, format);
    },
    probe: async (request, seconds, format) => {
      const result = await answerProbeRequest(current, request, deadlineIn(seconds, clock));
      if (!result.ok) return result;
      return { ...result, rendered: render([result.report], [], format, result.evidence) };
    },
    observe: (seconds) => observeAll(current, deadlineIn(seconds, clock)),
    targets: () => current.targets,
    // One at a time, so that a slow read of an older file never replaces a newer one.
    reload: oneAtATime(async () => {
      const loaded = await load();
      if (loaded.ok) current = begin(loaded.config, current);
      own.configLoaded(loaded.ok, clock.now());
      if (!loaded.ok) {
        log.warn({ problems: loaded.problems.map(formatProblem) }, 'configuration not reloaded');
        return loaded;
      }
      log.info({ targets: loaded.config.targets.length }, 'configuration reloaded');
      return { ok: true };
    }),
  };
}

/**
 * Returns the function that puts a configuration to use after another one. One that says the same as before changes nothing. Logs, counters,
 * work under way and its limits continue from one configuration to the next.
 */
function createBeginning(
  parts: ExporterDependencies,
): (config: Config, before: RunningConfig | undefined) => RunningConfig {
  const { dependencies, readFiles, own, log, clock } = parts;
  const logState = createStateLog(log);
  const makeRoom = createRoomForTargets(parts.room);
  const lasting = createLastingWork(clock, {
    probed: (report) => {
      own.probed(report);
      logState(report);
      makeRoom(report);
    },
    // Not logged: anyone who may ask can name any address, and could write a line for each.
    probedAdHoc: own.probed,
    joined: own.joined,
    filesRead: createFileLog(log),
  });
  return (config, before) => {
    if (before !== undefined && isSameValue(before.config, config)) return before;
    const made = parts.groups(config);
    const groups = before === undefined ? made : keepUnchanged(before, { config, groups: made });
    return createRunningConfig({ config, groups, dependencies: dependencies(config), readFiles }, lasting);
  };
}
