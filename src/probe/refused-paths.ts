import { LRUCache } from 'lru-cache';
import { atMost } from '../bounds/at-most.js';
import type { Login } from '../discovery/target.js';

/** The paths that endpoints do not let us see, so that not every scrape asks in vain and fills their audit logs. */
export interface RefusedPaths {
  /** Whether anything may be known of an asker, whatever process answers. */
  readonly has: (asker: Omit<Asker, 'process'>) => boolean;
  /** Returns what was refused in the last ten minutes. `now`: milliseconds on the monotonic clock. */
  readonly get: (asker: Asker, now: number) => Refusals;
  readonly learn: (asker: Asker, refusals: Refusals, now: number) => void;
}

/** Who asks which process. If one of these changes, everything is asked again. */
export interface Asker {
  readonly target: string;
  /** As dialled. */
  readonly address: string;
  /** The login that is sent. */
  readonly login: Login | undefined;
  /** The fingerprint of its loopback certificate; undefined: not known. */
  readonly process: string | undefined;
}

export interface Refusals {
  /** The status of each path that was refused. */
  readonly statuses: ReadonlyMap<string, number>;
  /** What the answers said of the server's clock (`HttpEvidence`). */
  readonly clockSkew: number | undefined;
}

export const noRefusals: Refusals = { statuses: new Map(), clockSkew: undefined };

/** A refusal counts for ten minutes, in milliseconds: a right that is granted is seen by then. */
const oldest = 600_000;

/** Behind a load balancer, more processes than this may answer. The one that was met longest ago is then asked again. */
const mostProcesses = 16;

interface Known {
  readonly login: Login | undefined;
  readonly processes: LRUCache<string, Entry>;
}

interface Entry {
  readonly statuses: ReadonlyMap<string, { readonly status: number; readonly at: number }>;
  readonly clockSkew: number | undefined;
}

/** Creates a memory of at most `max` endpoints. */
export function createRefusedPaths(max = 10_000): RefusedPaths {
  const cache = new LRUCache<string, Known>(atMost(max));
  const knownOf = (asker: Omit<Asker, 'process'>): Known | undefined => {
    const known = cache.get(key(asker));
    return known?.login === asker.login ? known : undefined;
  };
  return {
    has: (asker) => knownOf(asker) !== undefined,
    get: (asker, now) => {
      const entry = knownOf(asker)?.processes.get(asker.process ?? '');
      const recent = [...(entry?.statuses ?? [])].filter(([, { at }]) => now - at < oldest);
      if (entry === undefined || recent.length === 0) return noRefusals;
      return { statuses: new Map(recent.map(([path, { status }]) => [path, status])), clockSkew: entry.clockSkew };
    },
    learn: (asker, { statuses, clockSkew }, now) => {
      if (statuses.size === 0) return;
      const { login, process = '' } = asker;
      const known = knownOf(asker) ?? { login, processes: new LRUCache({ max: mostProcesses }) };
      const before = known.processes.get(process)?.statuses ?? [];
      const added = [...statuses].map(([path, status]) => [path, { status, at: now }] as const);
      known.processes.set(process, { statuses: new Map([...before, ...added]), clockSkew });
      cache.set(key(asker), known);
    },
  };
}

/** Remembers nothing: whoever runs `check` wants to know what is so now. */
export const askAlways: RefusedPaths = { has: () => false, get: () => noRefusals, learn: () => undefined };

/** An address contains no space, so keys are unique. */
function key({ target, address }: Pick<Asker, 'target' | 'address'>): string {
  return `${address} ${target}`;
}
