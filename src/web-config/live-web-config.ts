import { formatProblem, type Problem } from '../document/problem.js';
import { type LoadedWebConfig, loadWebConfig } from './load-web-config.js';
import type { ReadFileNow, StampFile } from './read-file-now.js';
import type { WebConfig } from './web-config.js';

/** The web configuration, up to date with its files. */
export interface LiveWebConfig {
  /** Returns the same value as long as nothing has changed. */
  readonly current: () => WebConfig;
}

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
 * the new configuration has problems, they are logged once and the previous one stays in use.
 */
export function openWebConfig(file: string, { read, stamp, log }: WebConfigReaders): OpenedWebConfig {
  /** The stamp of each file when it was last read. */
  let stamps = new Map<string, string>();
  const load = (): LoadedWebConfig => {
    const seen = new Map<string, string>();
    const loaded = loadWebConfig(file, (path, maxBytes) => {
      seen.set(path, stamp(path));
      return read(path, maxBytes);
    });
    stamps = seen;
    return loaded;
  };
  const hasChanged = (): boolean => [...stamps].some(([path, known]) => stamp(path) !== known);

  const first = load();
  if (!first.ok) return first;
  let config = first.config;
  return {
    ok: true,
    live: {
      current: () => {
        if (!hasChanged()) return config;
        const next = withSameGuard(load(), config, file);
        if (next.ok) {
          config = next.config;
          log.info({ file }, 'web configuration reloaded');
        } else log.warn({ problems: next.problems.map(formatProblem) }, 'web configuration not reloaded');
        return config;
      },
    },
  };
}

/** A listening socket speaks either HTTP or HTTPS. A file that is empty for a moment while it is rewritten must not remove the login. */
function withSameGuard(next: LoadedWebConfig, { tls, users }: WebConfig, file: string): LoadedWebConfig {
  if (!next.ok) return next;
  if ((next.config.tls === undefined) !== (tls === undefined)) {
    const message = `TLS cannot be switched ${tls === undefined ? 'on' : 'off'} without a restart`;
    return { ok: false, problems: [{ file, path: 'tls_server_config', message }] };
  }
  if (users.size > 0 && next.config.users.size === 0) {
    return {
      ok: false,
      problems: [{ file, path: 'basic_auth_users', message: 'users cannot be switched off without a restart' }],
    };
  }
  return next;
}
