import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import { createResolver } from '../discovery/resolve.js';
import { systemClock } from '../probe/clock.js';
import { createSlots } from '../probe/slots.js';
import { createStartTimes } from '../probe/start-times.js';
import type { SweepWorld } from '../probe/sweep.js';
import { createDecodeCache } from '../x509/decode-cache.js';

/** Milliseconds after which a silent peer no longer counts against `concurrency`. */
const patience = 250;

/**
 * The real world: node:tls, the system's clock and resolver, and a decoder that keeps what it has decoded. Gives a world for each
 * concurrency; all share the rest.
 */
export async function createWorlds(): Promise<(concurrency: number) => SweepWorld> {
  // Takes a good part of a second to import, so only commands that probe pay for it.
  const { decodeCertificate } = await import('../x509/decode.js');
  const shared = {
    dial: connect,
    clock: systemClock,
    decode: createDecodeCache(decodeCertificate),
    resolve: createResolver(lookup),
    startTimes: createStartTimes(),
  };
  return (concurrency) => ({ ...shared, slots: createSlots(concurrency, patience) });
}

/** A world for a single look. */
export async function createWorld(concurrency: number): Promise<SweepWorld> {
  return (await createWorlds())(concurrency);
}
