import type { FollowCas } from '../../src/discovery/live-cas.js';

/** The CAs that the configuration was loaded with, for tests in which no file changes. */
export const loadedCas: FollowCas = () => (ca) => {
  const known = ca && {
    certificates: ca.certificates,
    source: { kind: ca.file === undefined ? 'inline' : 'file', path: ca.file } as const,
  };
  return () => Promise.resolve(known);
};
