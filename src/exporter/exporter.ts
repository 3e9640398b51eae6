import type { Config } from '../config/config.js';
import { formatProblem, type Problem } from '../config/problem.js';
import type { TargetSource } from '../discovery/target-source.js';
import { createFileLog } from '../files/file-log.js';
import type { FileLook } from '../files/look-at-files.js';
import type { OwnMetrics } from '../metrics/own-metrics.js';
import { type Format, type Rendered, render } from '../metrics/render.js';
import { deadlineIn } from '../probe/deadline.js';
import type { SweepWorld, TargetReport } from '../probe/sweep.js';
import { inTurn } from './in-turn.js';
import { type Look, lookAt } from './look-at.js';
import { type ProbeRefusal, type ProbeRequest, probeTarget } from './probe-target.js';
import { shareRendering } from './share-rendering.js';
import { createSnapshot, type Snapshot } from './snapshot.js';
import { createStateLog, type StateLogger } from './state-log.js';

export type { Look } from './look-at.js';

/** What the exporter does on request; nothing of it happens on a timer. `seconds` may be Infinity: each endpoint's own timeout holds. */
export interface Exporter {
  /** All targets, and the exporter's own metrics. */
  readonly collect: (seconds: number, format: Format) => Promise<Rendered>;
  /** One configured target, or one address, which may be one that it does not have. */
  readonly probe: (request: ProbeRequest, seconds: number, format: Format) => Promise<ProbeAnswer>;
  /** All targets and files, as values. */
  readonly look: (seconds: number) => Promise<Look>;
  readonly targets: () => readonly TargetSource[];
  /** Loads the configuration again; problems leave the running one in place. */
  readonly reload: () => Promise<ReloadResult>;
}

export type ProbeAnswer =
  { readonly ok: true; readonly report: TargetReport; readonly rendered: Rendered } | ProbeRefusal;

export type ReloadResult = { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] };

export type LoadResult = { readonly ok: true; readonly config: Config } | Extract<ReloadResult, { ok: false }>;

export interface ExporterDependencies {
  readonly load: () => Promise<LoadResult>;
  /** How the world is touched under a configuration. */
  readonly world: (config: Config) => SweepWorld;
  /** What the targets of a configuration stand for. */
  readonly sources: (config: Config) => readonly TargetSource[];
  /** Reads the files that a configuration names. */
  readonly files: (config: Config) => FileLook;
  readonly own: OwnMetrics;
  readonly log: StateLogger;
}

/** An exporter at work on the configuration that it was given first. */
export function createExporter(first: Config, dependencies: ExporterDependencies): Exporter {
  const { load, world, own, log } = dependencies;
  const begin = createBeginning(dependencies);
  const renderAll = shareRendering(({ reports, evidence }, format) =>
    render(reports, [own.registry], format, evidence),
  );
  const { clock } = world(first);
  let current = begin(first);
  own.configLoaded(true, clock.now());

  return {
    collect: async (seconds, format) => {
      const begun = clock.monotonic();
      const look = await lookAt(current, current.sources, deadlineIn(seconds, clock));
      own.scraped((clock.monotonic() - begun) / 1000);
      return await renderAll(look, format);
    },
    probe: async (request, seconds, format) => {
      const result = await probeTarget(current, request, deadlineIn(seconds, clock));
      if (!result.ok) return result;
      return { ...result, rendered: await render([result.report], [], format, result.evidence) };
    },
    look: (seconds) => lookAt(current, current.sources, deadlineIn(seconds, clock)),
    targets: () => current.sources,
    // One at a time, so that a slow read of an older file is never what stays.
    reload: inTurn(async () => {
      const loaded = await load();
      if (loaded.ok) current = begin(loaded.config);
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

/** Begins work on a configuration. What is logged and counted goes on from one configuration to the next. */
function createBeginning({ sources, world, files, own, log }: ExporterDependencies): (config: Config) => Snapshot {
  const logState = createStateLog(log);
  const filesLooked = createFileLog(log);
  const looked = (report: TargetReport): void => {
    own.looked(report);
    logState(report);
  };
  return (config) =>
    createSnapshot(config, sources(config), world(config), files, {
      looked,
      // Whoever may ask can ask for any address: a line in the log for each would be theirs to write.
      lookedAdHoc: own.looked,
      joined: own.joined,
      filesLooked,
    });
}
