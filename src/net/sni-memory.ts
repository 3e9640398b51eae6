import { LRUCache } from 'lru-cache';

/**
 * The servers that have shown, under a server name (SNI), that they do not belong to the library dynamiclistener, which would add that name to
 * its certificate. Any other server is first met without the name.
 */
export interface SniMemory {
  readonly isSafe: (server: NamedServer) => boolean;
  readonly learn: (server: NamedServer, isSafe: boolean) => void;
}

export interface NamedServer {
  /** host:port as dialled. */
  readonly address: string;
  readonly serverName: string;
}

export function createSniMemory(max = 10_000): SniMemory {
  const safe = new LRUCache<string, true>({ max });
  return {
    isSafe: (server) => safe.get(key(server)) === true,
    learn: (server, isSafe) => {
      if (isSafe) safe.set(key(server), true);
      else safe.delete(key(server));
    },
  };
}

/** Neither an address nor a name contains a space, so keys are unique. */
function key({ address, serverName }: NamedServer): string {
  return `${address} ${serverName}`;
}
