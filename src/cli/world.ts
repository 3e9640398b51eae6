import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import { readFile } from '../config/read-file.js';
import { createResolver } from '../discovery/resolve.js';
import type { SourceWorld } from '../discovery/source-of.js';
import type { FileWorld } from '../files/look-at-files.js';
import { systemClock } from '../probe/clock.js';
import { createSlots } from '../probe/slots.js';
import { createStartTimes } from '../probe/start-times.js';
import type { SweepWorld } from '../probe/sweep.js';
import { createDecodeCache } from '../x509/decode-cache.js';

/** Milliseconds after which a silent peer no longer counts against `concurrency`. */
const patience = 250;

/** The real world: node:tls, the system's clock and resolver, files, and a decoder that keeps what it has decoded. */
export interface Worlds {
  /** Where looks are taken, with so many handshakes under way at once. All share the rest. */
  readonly probing: (concurrency: number) => SweepWorld;
  /** Where targets are found. */
  readonly finding: SourceWorld;
  /** Where files with certificates are found and read. */
  readonly reading: FileWorld;
}

export async function createWorlds(version: string): Promise<Worlds> {
  // Takes a good part of a second to import, so only commands that probe pay for it.
  const { decodeCertificate } = await import('../x509/decode.js');
  const decode = createDecodeCache(decodeCertificate);
  const shared = {
    dial: connect,
    clock: systemClock,
    decode,
    resolve: createResolver(lookup),
    startTimes: createStartTimes(),
  };
  return {
    probing: (concurrency) => ({ ...shared, slots: createSlots(concurrency, patience) }),
    finding: {
      decode,
      userAgent: `apiserver-cert-exporter/${version}`,
      monotonic: systemClock.monotonic,
      read: readFile,
      env: process.env,
    },
    reading: {
      // Whoever has no patterns need not load what expands them.
      expand: async (...pattern) => (await import('../files/expand-pattern.js')).expandPattern(...pattern),
      read: readFile,
      decode,
    },
  };
}

/** A world for a single look. */
export async function createWorld(concurrency: number): Promise<SweepWorld> {
  return (await createWorlds('')).probing(concurrency);
}
