import type { MaxBytes } from '../bounds/room.js';
import { heldByChain } from '../x509/held-by-certificate.js';
import type { ServedChain } from './probe-chain.js';
import type { ShownProcess } from './report.js';
import { createServerMemory, type ServerMemory } from './server-memory.js';

/** What the servers behind each address showed: their serving chains, and their processes. */
export interface ServerMemories {
  readonly chains: ServerMemory<ServedChain>;
  readonly processes: ServerMemory<ShownProcess>;
}

export function createServerMemories(maxBytes?: MaxBytes): ServerMemories {
  const size = maxBytes === undefined ? {} : { maxBytes };
  return {
    chains: createServerMemory({
      bytesOf: ({ served, chain }) => heldByChain(served, chain),
      mayReturn: true,
      ...size,
    }),
    processes: createServerMemory({ bytesOf: ({ chain }) => heldByChain([], chain), mayReturn: false, ...size }),
  };
}
