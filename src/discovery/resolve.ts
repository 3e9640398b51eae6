import type { HostName } from '../x509/host-name.js';

/** The `lookup` of node:dns/promises with `{ all: true }`: it returns every A and AAAA record from getaddrinfo(3). */
export type Lookup = (
  host: string,
  options: { readonly all: true },
) => Promise<readonly { readonly address: string }[]>;

/** Returns every address of a host. Rejects when the lookup does. */
export type Resolve = (host: HostName) => Promise<readonly string[]>;

/**
 * Creates a resolver that returns each address once, sorted, so that callers that cut a long list always cut it at the same place. While a
 * host is being looked up, further calls for it share that lookup: a lookup cannot be cancelled, and one that hangs blocks one of libuv's
 * four threads.
 */
export function createResolver(lookup: Lookup): Resolve {
  const underWay = new Map<string, Promise<readonly string[]>>();

  async function lookUp(name: string): Promise<readonly string[]> {
    const found = await lookup(name, { all: true });
    return [...new Set(found.map(({ address }) => address))].sort();
  }

  return ({ kind, text }) => {
    if (kind === 'ip') return Promise.resolve([text]);
    const shared = underWay.get(text) ?? lookUp(text).finally(() => underWay.delete(text));
    underWay.set(text, shared);
    return shared;
  };
}
