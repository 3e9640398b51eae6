import type { LookupAddress } from 'node:dns';
import { type LookupFunction } from 'node:net';
import type { Network } from './network.js';
import { type OwnWord, ownWord as ownWordHere } from './own-hosts.js';
import { type RefusedAddress, refusedNote, siftAnswers } from './refused-address.js';
import { sharedLookup } from './shared-lookup.js';

/** The code of AddressRefusedError. */
export const addressRefused = 'ERR_ADDRESS_REFUSED';

/** A DNS name led only to addresses that discovery must not lead to. The message says to which, and what to do. */
export class AddressRefusedError extends Error {
  readonly code = addressRefused;

  constructor(name: string, refused: readonly RefusedAddress[]) {
    super(refusedNote(`the DNS name ${name}`, refused));
    this.name = 'AddressRefusedError';
  }
}

/** What a lookup is made of. */
interface LookupParts {
  readonly lookUp: LookupFunction;
  readonly ownWord: OwnWord;
}

/**
 * Creates a lookup for `net.connect` that leaves out the addresses to which no DNS name may lead, and fails with AddressRefusedError if none
 * is left. The exceptions are in `allow`.
 */
export function guardedLookup(
  allow: readonly Network[] = [],
  { lookUp, ownWord }: LookupParts = { lookUp: sharedLookup, ownWord: ownWordHere },
): LookupFunction {
  return (host, options, done) => {
    lookUp(host, { ...options, all: true }, (error, found) => {
      if (error) {
        done(error, '');
        return;
      }
      const answers = found as readonly LookupAddress[];
      const all = answers.map(({ address }) => address);
      void siftAnswers(host, all, { allow, ownWord }).then(({ ips, refused }) => {
        const kept = answers.filter(({ address }) => ips.includes(address));
        const [first] = kept;
        if (first === undefined) done(new AddressRefusedError(host, refused), '');
        else if (options.all === true) done(null, kept);
        else done(null, first.address, first.family);
      });
    });
  };
}
