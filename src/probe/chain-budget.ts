import type { ServedChain } from './probe-chain.js';

/** Which chains of one probe are judged beside those of the servers. */
export interface ChainBudget {
  /** Whether there is room for the chain. One that was admitted before needs none. */
  readonly admits: (served: ServedChain) => boolean;
  /** Whether any was refused. */
  readonly isExceeded: () => boolean;
}

/** In bytes of DER: certificates of their own for all names that an endpoint may have, or ten of the longest chains that TLS carries. */
const mostBytes = 1024 * 1024;

/** Creates the budget of one probe. The chains of `servers` need no room. */
export function createChainBudget(servers: readonly ServedChain[]): ChainBudget {
  const admitted = new Set(servers.map(({ key }) => key));
  let left = mostBytes;
  let isExceeded = false;
  return {
    admits: ({ key, served }) => {
      if (served.length === 0 || admitted.has(key)) return true;
      const bytes = served.reduce((sum, { length }) => sum + length, 0);
      if (bytes > left) {
        isExceeded = true;
        return false;
      }
      left -= bytes;
      admitted.add(key);
      return true;
    },
    isExceeded: () => isExceeded,
  };
}
