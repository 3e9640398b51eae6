import type { Config } from '../config/config.js';
import { formatProblem, type Problem } from '../config/problem.js';
import type { TargetSource } from '../discovery/target-source.js';
import { createFileLog } from '../files/file-log.js';
import type { FileLook } from '../files/look-at-files.js';
import { type FileEvidence, fileEvidence } from '../files/serving-file.js';
import type { OwnMetrics } from '../metrics/own-metrics.js';
import { type Format, type Rendered, render } from '../metrics/render.js';
import { type Deadline, deadlineIn } from '../probe/deadline.js';
import type { SweepWorld, TargetReport } from '../probe/sweep.js';
import { createSnapshot, type Snapshot } from './snapshot.js';
import { createStateLog, type StateLogger } from './state-log.js';

/** What the exporter does on request; nothing of it happens on a timer. `seconds` may be Infinity: each endpoint's own timeout holds. */
export interface Exporter {
  /** All targets, and the exporter's own metrics. */
  readonly collect: (seconds: number, format: Format) => Promise<Rendered>;
  /** One configured target, or one of its endpoints; undefined: there is none of this name. */
  readonly probe: (
    target: string,
    address: string | undefined,
    seconds: number,
    format: Format,
  ) => Promise<Rendered | undefined>;
  /** All targets and files, as values. */
  readonly look: (seconds: number) => Promise<Look>;
  readonly targets: () => readonly TargetSource[];
  /** Loads the configuration again; problems leave the running one in place. */
  readonly reload: () => Promise<ReloadResult>;
}

/** What one look showed. */
export interface Look {
  readonly reports: readonly TargetReport[];
  readonly evidence: FileEvidence;
}

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
  const { clock } = world(first);
  let current = begin(first);
  own.configLoaded(true, clock.now());

  return {
    collect: async (seconds, format) => {
      const begun = clock.monotonic();
      const { reports, evidence } = await lookAt(current, current.sources, deadlineIn(seconds, clock));
      own.scraped((clock.monotonic() - begun) / 1000);
      return await render(reports, [own.registry], format, evidence);
    },
    probe: async (name, address, seconds, format) => {
      const targets = current.sources.filter((target) => target.name === name);
      if (targets.length === 0) return undefined;
      const { reports, evidence } = await lookAt(current, targets, deadlineIn(seconds, clock));
      const chosen = reports.flatMap((report) => only(report, address) ?? []);
      const serving = evidence.serving.filter((each) => address === undefined || each.address === address);
      return chosen.length > 0 ? await render(chosen, [], format, { files: [], serving }) : undefined;
    },
    look: (seconds) => lookAt(current, current.sources, deadlineIn(seconds, clock)),
    targets: () => current.sources,
    reload: async () => {
      const loaded = await load();
      own.configLoaded(loaded.ok, clock.now());
      if (!loaded.ok) {
        log.warn({ problems: loaded.problems.map(formatProblem) }, 'configuration not reloaded');
        return loaded;
      }
      log.info({ targets: loaded.config.targets.length }, 'configuration reloaded');
      current = begin(loaded.config);
      return { ok: true };
    },
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
    createSnapshot(config, sources(config), world(config), files, { looked, joined: own.joined, filesLooked });
}

async function lookAt(
  { config, files, flights }: Snapshot,
  targets: readonly TargetSource[],
  deadline: Deadline,
): Promise<Look> {
  const [reports, fileReports] = await Promise.all([
    Promise.all(targets.map((target) => flights.join(target, deadline))),
    files.join(config, deadline),
  ]);
  return { reports, evidence: fileEvidence(config.targets, reports, fileReports) };
}

/** The report of one endpoint alone; undefined: the target has none at this address. */
function only(report: TargetReport, address: string | undefined): TargetReport | undefined {
  if (address === undefined) return report;
  const reports = report.reports.filter((each) => each.address === address);
  return reports.length > 0 ? { ...report, reports } : undefined;
}
