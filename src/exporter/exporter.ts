import type { Config } from '../config/config.js';
import { formatProblem, type Problem } from '../config/problem.js';
import type { TargetSource } from '../discovery/target-source.js';
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
  /** All targets, as values. */
  readonly look: (seconds: number) => Promise<readonly TargetReport[]>;
  readonly targets: () => readonly TargetSource[];
  /** Loads the configuration again; problems leave the running one in place. */
  readonly reload: () => Promise<ReloadResult>;
}

export type ReloadResult = { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] };

export type LoadResult = { readonly ok: true; readonly config: Config } | Extract<ReloadResult, { ok: false }>;

export interface ExporterDependencies {
  readonly load: () => Promise<LoadResult>;
  /** How the world is touched under a configuration. */
  readonly world: (config: Config) => SweepWorld;
  /** What the targets of a configuration stand for. */
  readonly sources: (config: Config) => readonly TargetSource[];
  readonly own: OwnMetrics;
  readonly log: StateLogger;
}

/** An exporter at work on the configuration that it was given first. */
export function createExporter(first: Config, { load, world, sources, own, log }: ExporterDependencies): Exporter {
  const logState = createStateLog(log);
  const begin = (config: Config): Snapshot =>
    createSnapshot(config, sources(config), world(config), {
      looked: (report) => {
        own.looked(report);
        logState(report);
      },
      joined: own.joined,
    });
  const { clock } = world(first);
  let current = begin(first);
  own.configLoaded(true, clock.now());

  const lookAt = (targets: readonly TargetSource[], { flights }: Snapshot, deadline: Deadline) =>
    Promise.all(targets.map((target) => flights.join(target, deadline)));

  return {
    collect: async (seconds, format) => {
      const begun = clock.monotonic();
      const reports = await lookAt(current.sources, current, deadlineIn(seconds, clock));
      own.scraped((clock.monotonic() - begun) / 1000);
      return await render(reports, [own.registry], format);
    },
    probe: async (name, address, seconds, format) => {
      const targets = current.sources.filter((target) => target.name === name);
      const [report] = await lookAt(targets, current, deadlineIn(seconds, clock));
      const chosen = report && only(report, address);
      return chosen && (await render([chosen], [], format));
    },
    look: (seconds) => lookAt(current.sources, current, deadlineIn(seconds, clock)),
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

/** The report of one endpoint alone; undefined: the target has none at this address. */
function only(report: TargetReport, address: string | undefined): TargetReport | undefined {
  if (address === undefined) return report;
  const reports = report.reports.filter((each) => each.address === address);
  return reports.length > 0 ? { ...report, reports } : undefined;
}
