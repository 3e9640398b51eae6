import { certificatePool } from '../../src/x509/go-certificate-pool.js';
import { findPaths } from '../../src/x509/go-paths.js';
import { now, readGo } from './go-fixture.js';

interface Search {
  readonly roots: readonly Uint8Array[];
  readonly served?: readonly Uint8Array[];
}

/** The paths that are found, each with the places of its certificates in the lists, or the refusal. */
export type PathOutcome = readonly string[] | { readonly reason: string; readonly message: string };

export function pathOutcome(leaf: Uint8Array, { roots, served = [] }: Search): PathOutcome {
  const poolOf = (ders: readonly Uint8Array[]) => certificatePool(ders.map(readGo));
  const found = findPaths(readGo(leaf), { roots: poolOf(roots), intermediates: poolOf(served), now });
  if (!found.ok) return { reason: found.fault.reason, message: found.fault.message };
  const placeOf = (raw: Uint8Array): string => {
    const among = (list: readonly Uint8Array[]) => list.findIndex((der) => Buffer.from(der).equals(raw));
    if (Buffer.from(leaf).equals(raw)) return 'leaf';
    return among(roots) >= 0 ? `root ${among(roots)}` : `served ${among(served)}`;
  };
  return found.paths.map((path) => path.map(({ raw }) => placeOf(raw)).join(' > '));
}

export const unknownAuthority = 'x509: certificate signed by unknown authority';
