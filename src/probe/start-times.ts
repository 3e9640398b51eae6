import { LRUCache } from 'lru-cache';

/**
 * The start times that processes told, by the fingerprint of their loopback certificate: a process starts once, so /metrics, which is large,
 * is read once for each.
 */
export interface StartTimes {
  /** Unix seconds. */
  readonly get: (fingerprint: string) => number | undefined;
  readonly set: (fingerprint: string, startedAt: number) => void;
}

export function createStartTimes(max = 10_000): StartTimes {
  const cache = new LRUCache<string, number>({ max });
  return {
    get: (fingerprint) => cache.get(fingerprint),
    set: (fingerprint, startedAt) => void cache.set(fingerprint, startedAt),
  };
}
