import { LRUCache } from 'lru-cache';
import { atMost } from '../bounds/at-most.js';
import type { Room } from '../bounds/room.js';
import type { Report, TargetReport } from '../probe/report.js';
import { heldByCertificate } from '../x509/held-by-certificate.js';

/** In bytes. What an entry holds besides the certificates: keys, and the verdict on a name. */
const overheadBytes = 1024;

/** In bytes. An endpoint whose certificates hold more than this is no reason to keep more of it. */
const mostOfEndpoint = 64 * 1024;

/** Those that a reload has removed are forgotten at some time. */
const mostTargets = 20_000;

/**
 * Called after each probe of a target. Says how much the memories of probes need in order to keep what all targets show. A memory that drops
 * the least recently used keeps nothing at all if it has no room for the whole round of a scrape.
 */
export function createRoomForTargets({ need }: Pick<Room, 'need'>): (report: TargetReport) => void {
  let sum = 0;
  const byTarget = new LRUCache<string, { readonly bytes: number }>({
    ...atMost(mostTargets),
    dispose: ({ bytes }) => (sum -= bytes),
  });
  return ({ target: { name }, reports }) => {
    const bytes = reports.reduce((all, report) => all + neededBy(report), 0);
    byTarget.set(name, { bytes });
    sum += bytes;
    need(sum);
  };
}

function neededBy({ serving, loopback, names, namesNotHere }: Report): number {
  const chains = [serving, ...[...names, ...namesNotHere].map(({ shown }) => shown)];
  const processes = loopback.state === 'found' ? loopback.processes.map(({ chain }) => chain) : [];
  const certificates = new Set([...chains, ...processes].flatMap((chain) => chain ?? []));
  let bytes = 0;
  for (const certificate of certificates) bytes += overheadBytes + heldByCertificate(certificate);
  return overheadBytes * (1 + names.length + namesNotHere.length) + Math.min(bytes, mostOfEndpoint);
}
