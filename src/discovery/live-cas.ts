import type { ConfiguredCa } from '../config/configured-ca.js';
import type { KnownCa } from './ca-source.js';
import { createLiveCa, type LiveCa, type LiveCaDependencies } from './live-ca.js';

/** Returns the CA that the configuration gives a target, as it is now; undefined: none. The same object until it changes. Never rejects. */
export type AskCa = () => Promise<KnownCa | undefined>;

/** Called for each configuration that is used. Returns how the CAs that it has are asked for. */
export type FollowCas = () => (ca: ConfiguredCa | undefined) => AskCa;

/**
 * Follows the CA files of configurations. Targets with the same file share what is known of it, also those that a reload leaves as they are.
 * Files that the last configuration does not name are forgotten.
 */
export function createLiveCas(dependencies: LiveCaDependencies): FollowCas {
  let files: ReadonlyMap<string, LiveCa> = new Map();
  return () => {
    const [before, now] = [files, new Map<string, LiveCa>()];
    files = now;
    const follow = (path: string, certificates: readonly Uint8Array[]): LiveCa => {
      const earlier = before.get(path);
      earlier?.loaded(certificates);
      return earlier ?? createLiveCa(path, certificates, dependencies);
    };
    return (ca) => {
      if (ca?.file === undefined) return fixed(ca);
      const live = now.get(ca.file) ?? follow(ca.file, ca.certificates);
      now.set(ca.file, live);
      return live.now;
    };
  };
}

function fixed(ca: ConfiguredCa | undefined): AskCa {
  const known = ca && ({ certificates: ca.certificates, source: { kind: 'inline', path: undefined } } as const);
  return () => Promise.resolve(known);
}
