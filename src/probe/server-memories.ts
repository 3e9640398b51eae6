import type { ServedChain } from './probe-chain.js';
import type { ShownProcess } from './report.js';
import { createServerMemory, type ServerMemory } from './server-memory.js';

/** What the servers behind each address showed: their serving chains, and their processes. */
export interface ServerMemories {
  readonly chains: ServerMemory<ServedChain>;
  readonly processes: ServerMemory<ShownProcess>;
}

/** A certificate is held in DER and decoded. */
const timesDer = 4;

export function createServerMemories(): ServerMemories {
  return {
    chains: createServerMemory({ bytesOf: ({ served }) => held(served), mayReturn: true }),
    processes: createServerMemory({ bytesOf: ({ chain }) => held(chain.map(({ der }) => der)), mayReturn: false }),
  };
}

function held(ders: readonly Uint8Array[]): number {
  return ders.reduce((sum, { length }) => sum + timesDer * length, 1024);
}
