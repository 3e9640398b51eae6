import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type TakeLookupTurn, takeLookupTurn } from './lookup-turns.js';

type Done = Parameters<LookupFunction>[2];

/**
 * Creates a lookup for `net.connect`. While a lookup of a host runs, or waits for its turn, further ones share it: a lookup cannot be called
 * off, and one that hangs blocks one of libuv's threads, so with a resolver that is dead a queue would grow with each probe.
 */
export function createSharedLookup(lookUp: LookupFunction, takeTurn: TakeLookupTurn): LookupFunction {
  const underWay = new Map<string, Done[]>();
  return (host, options, done) => {
    const key = JSON.stringify([host, options]);
    const waiting = underWay.get(key);
    if (waiting !== undefined) {
      waiting.push(done);
      return;
    }
    const all = [done];
    underWay.set(key, all);
    const answer = (): Promise<Parameters<Done>> =>
      new Promise((resolve) => lookUp(host, options, (...found) => resolve(found)));
    void takeTurn(host, answer)
      .catch((error: unknown): Parameters<Done> => [error as NodeJS.ErrnoException, ''])
      .then((found) => {
        underWay.delete(key);
        for (const each of all) each(...found);
      });
  };
}

/** The lookup of connections that are not made by an address that is known already. */
export const sharedLookup = createSharedLookup(lookup, takeLookupTurn);
