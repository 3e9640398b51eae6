import type { Clock } from '../net/clock.js';
import type { Endpoint } from './endpoint.js';
import { foundLoopback, type LoopbackResult } from './probe-loopback.js';
import type { ServedChain } from './probe-chain.js';
import type { ServerMemories } from './server-memories.js';

/** What earlier probes of an endpoint saw of the servers behind it. */
export interface EarlierServers {
  /** Adds the chains that this probe was served, and returns those that count now. */
  readonly chains: (served: readonly ServedChain[]) => readonly ServedChain[];
  /** Adds the processes that answered this probe, and returns the result with those that count now. */
  readonly processes: (result: LoopbackResult) => LoopbackResult;
}

export function earlierServers(
  { target, address, serverName = '' }: Endpoint,
  memories: ServerMemories,
  { monotonic }: Clock,
): EarlierServers {
  const key = JSON.stringify([target.name, address, serverName]);
  return {
    chains: (served) => {
      const seen = served.map((shown) => ({ key: shown.key, shown }));
      return memories.chains.add(key, seen, monotonic()).map(({ shown }) => shown);
    },
    processes: (result) => {
      const { loopback } = result;
      if (loopback.state !== 'found') return result;
      const seen = loopback.processes.map((shown) => ({ key: shown.chain[0].fingerprintSha256, shown }));
      const [first = loopback, ...others] = memories.processes.add(key, seen, monotonic()).map(({ shown }) => shown);
      return { ...result, loopback: foundLoopback(first, others) };
    },
  };
}
