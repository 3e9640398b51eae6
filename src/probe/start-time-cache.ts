import { LRUCache } from 'lru-cache';

/**
 * The start times that processes reported. A process starts once, so its /metrics, which is large, is read once. Each target and address
 * has its own entry, because behind a load balancer the process that reported its start time may not be the one that showed its loopback
 * certificate.
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
  /** The fingerprint of its loopback certificate. */
  readonly fingerprint: string;
}

export function createStartTimeCache(max = 10_000): StartTimeCache {
  const cache = new LRUCache<string, number>({ max });
  return {
    get: (process) => cache.get(key(process)),
    set: (process, startedAt) => void cache.set(key(process), startedAt),
  };
}

/** Neither an address nor a fingerprint contains a space, so keys are unique. */
function key({ target, address, fingerprint }: SeenProcess): string {
  return `${fingerprint} ${address} ${target}`;
}
