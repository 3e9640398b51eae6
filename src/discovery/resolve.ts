import type { HostName } from '../x509/host-name.js';

/** What node:dns/promises' `lookup` does with `{ all: true }`: every A and AAAA record that getaddrinfo(3) gives. */
export type Lookup = (
  host: string,
  options: { readonly all: true },
) => Promise<readonly { readonly address: string }[]>;

/** Every address of a host; rejects as the lookup does. */
export type Resolve = (host: HostName) => Promise<readonly string[]>;

/**
 * A resolver that gives each address once, sorted, so that who cuts a list that is too long always cuts it at the same place. Lookups of a host that is
 * being looked up already join that one: a lookup cannot be cancelled, and one that hangs holds one of libuv's four threads.
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
