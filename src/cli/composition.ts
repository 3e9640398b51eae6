import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import { createResolver } from '../discovery/resolve.js';
import type { SourceDependencies } from '../discovery/target-sources.js';
import { readFile } from '../document/read-file.js';
import type { FileDependencies } from '../files/read-files.js';
import { systemClock } from '../net/clock.js';
import { createConcurrencyLimit } from '../probe/concurrency-limit.js';
import type { ProbeDependencies } from '../probe/probe-dependencies.js';
import { createStartTimeCache } from '../probe/start-time-cache.js';
import { createDecodeCache } from '../x509/decode-cache.js';

/** Milliseconds after which a silent peer no longer counts against `concurrency`. */
const patience = 250;

/** The real dependencies: node:tls, the system's clock and resolver, files, and a decoder that keeps what it has decoded. */
export interface Composition {
  /** What probes use, with so many handshakes under way at once. All share the rest. */
  readonly probing: (concurrency: number) => ProbeDependencies;
  /** What finding targets uses. */
  readonly finding: SourceDependencies;
  /** What finding and reading files uses. */
  readonly reading: FileDependencies;
}

export async function compose(version: string): Promise<Composition> {
  // Takes a good part of a second to import, so only commands that probe pay for it.
  const { decodeCertificate } = await import('../x509/decode.js');
  const decode = createDecodeCache(decodeCertificate);
  const shared = {
    dial: connect,
    clock: systemClock,
    decode,
    resolve: createResolver(lookup),
    startTimes: createStartTimeCache(),
  };
  return {
    probing: (concurrency) => ({ ...shared, concurrency: createConcurrencyLimit(concurrency, patience) }),
    finding: {
      decode,
      userAgent: `apiserver-cert-exporter/${version}`,
      clock: systemClock,
      read: readFile,
      env: process.env,
    },
    reading: {
      // Loaded only where there are patterns.
      expand: async (...pattern) => (await import('../files/expand-pattern.js')).expandPattern(...pattern),
      read: readFile,
      decode,
    },
  };
}

/** What a single probe uses. */
export async function composeProbing(concurrency: number): Promise<ProbeDependencies> {
  return (await compose('')).probing(concurrency);
}
