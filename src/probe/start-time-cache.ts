import { LRUCache } from 'lru-cache';

/**
 * The start times that processes told: a process starts once, so /metrics, which is large, is read once for each. Each target and address by
 * itself, since behind a load balancer another process may have told it than the one that showed its loopback certificate.
 */
export interface StartTimeCache {
  /** Unix seconds. */
  readonly get: (process: SeenProcess) => number | undefined;
  readonly set: (process: SeenProcess, startedAt: number) => void;
}

/** A process as a target sees it. */
export interface SeenProcess {
  readonly target: string;
  /** As dialled. */
  readonly address: string;
  /** Of its loopback certificate. */
  readonly fingerprint: string;
}

export function createStartTimeCache(max = 10_000): StartTimeCache {
  const cache = new LRUCache<string, number>({ max });
  return {
    get: (process) => cache.get(key(process)),
    set: (process, startedAt) => void cache.set(key(process), startedAt),
  };
}

/** Neither an address nor a fingerprint holds a blank. */
function key({ target, address, fingerprint }: SeenProcess): string {
  return `${fingerprint} ${address} ${target}`;
}
