import { formatProblem, type Problem } from '../document/problem.js';
import { type LoadedWebConfig, loadWebConfig } from './load-web-config.js';
import { protections } from './protections.js';
import type { ReadFileNow, StampFile } from './read-file-now.js';
import type { WebConfig } from './web-config.js';

/** The web configuration, up to date with its files. */
export interface LiveWebConfig {
  /** Returns the same value as long as nothing has changed. */
  readonly current: () => WebConfig;
  /** Reads everything again because a person asks for it, so that it may also loosen protections. */
  readonly reload: () => ReloadedWebConfig;
}

export type ReloadedWebConfig =
  /** Nothing changes before `use` is called. */
  { readonly ok: true; readonly use: () => void } | { readonly ok: false; readonly problems: readonly Problem[] };

export interface WebConfigReaders {
  readonly read: ReadFileNow;
  readonly stamp: StampFile;
  readonly log: {
    readonly info: (fields: object, message: string) => void;
    readonly warn: (fields: object, message: string) => void;
  };
}

export type OpenedWebConfig =
  { readonly ok: true; readonly live: LiveWebConfig } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads the web configuration. Each call of `current` checks whether it, or a file that it names, has changed, and then reads it again. If
 * the new configuration has problems, they are logged once and the previous one stays in use. A file may be half written when it is read, so
 * what would loosen a protection waits for a reload, and everything else of the new configuration is used.
 */
export function openWebConfig(file: string, { read, stamp, log }: WebConfigReaders): OpenedWebConfig {
  const load = (): Loading => {
    const stamps = new Map<string, string>();
    const loaded = loadWebConfig(file, (path, maxBytes) => {
      stamps.set(path, stamp(path));
      return read(path, maxBytes);
    });
    return { loaded, stamps };
  };
  const first = load();
  if (!first.loaded.ok) return first.loaded;
  let { stamps } = first;
  let { config } = first.loaded;

  const update = (): void => {
    const next = load();
    ({ stamps } = next);
    if (!next.loaded.ok) {
      log.warn({ problems: next.loaded.problems.map(formatProblem) }, 'web configuration not reloaded');
      return;
    }
    const { held, problems } = holdProtections(config, next.loaded.config, file);
    config = held;
    if (problems.length === 0) log.info({ file }, 'web configuration reloaded');
    else log.warn({ problems: problems.map(formatProblem) }, 'web configuration reloaded only in part');
  };
  const hasChanged = (): boolean => [...stamps].some(([path, known]) => stamp(path) !== known);
  const current = (): WebConfig => {
    if (hasChanged()) update();
    return config;
  };
  const reload = (): ReloadedWebConfig => {
    const next = load();
    if (!next.loaded.ok) return next.loaded;
    const { config: asked } = next.loaded;
    const { problems } = holdProtections(config, asked, file, 'restart');
    const use = (): void => {
      ({ stamps } = next);
      config = asked;
    };
    return problems.length > 0 ? { ok: false, problems } : { ok: true, use };
  };
  return { ok: true, live: { current, reload } };
}

/** One reading, and the stamp of each file before it was read. */
interface Loading {
  readonly loaded: LoadedWebConfig;
  readonly stamps: ReadonlyMap<string, string>;
}

interface Held {
  /** The next configuration, in which nothing is looser than before. */
  readonly held: WebConfig;
  /** One for each protection that stayed as it was. */
  readonly problems: readonly Problem[];
}

/** `only`: protections that do not need this stay out. */
function holdProtections(old: WebConfig, next: WebConfig, file: string, only?: 'restart'): Held {
  let held = next;
  const problems: Problem[] = [];
  for (const { key, needs, hold } of protections) {
    const kept = only === undefined || needs === only ? hold(old, held) : undefined;
    if (kept === undefined) continue;
    held = kept;
    problems.push({ file, path: key, message: advice[needs](old) });
  }
  return { held, problems };
}

const advice: Readonly<Record<'reload' | 'restart', (old: WebConfig) => string>> = {
  reload: () => 'less strict than before, or removed: send SIGHUP if it is meant',
  restart: ({ tls }) => `TLS cannot be switched ${tls === undefined ? 'on' : 'off'} without a restart`,
};
