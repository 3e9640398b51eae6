import type { Report, ShownProcess, TargetReport } from '../probe/report.js';
import { secondText } from '../text/time-text.js';
import { compareTexts } from './ending-of.js';
import { eachOnce } from './list-text.js';

/** More ways to one process than a person needs. */
const mostAddresses = 3;

interface Sight {
  readonly address: string;
  readonly startedAt: number | undefined;
  /** How many processes answer at the address. */
  readonly count: number;
}

/**
 * Says for each process, by the fingerprint of its loopback certificate, where it is restarted: the address at which the fewest processes answer. A load
 * balancer that showed one process looks like an address of its own, so that there may be several: `10.0.0.1:6443 or 10.0.0.9:6443`. Of
 * several processes at one address, the start tells which.
 */
export function processPlaces({ reports }: Pick<TargetReport, 'reports'>): ReadonlyMap<string, string> {
  const sights = new Map<string, readonly Sight[]>();
  for (const report of reports) {
    for (const process of processesAt(report)) {
      const sight = { address: report.address, startedAt: process.startedAt, count: processesAt(report).length };
      const { fingerprintSha256 } = process.chain[0];
      sights.set(fingerprintSha256, fewest(sights.get(fingerprintSha256) ?? [], sight));
    }
  }
  return new Map([...sights].map(([fingerprint, each]) => [fingerprint, placeOf(each)]));
}

function processesAt({ loopback }: Report): readonly ShownProcess[] {
  return loopback.state === 'found' ? loopback.processes : [];
}

function fewest(before: readonly Sight[], sight: Sight): readonly Sight[] {
  const [{ count } = sight] = before;
  if (sight.count > count) return before;
  return sight.count < count ? [sight] : [...before, sight];
}

function placeOf(sights: readonly Sight[]): string {
  const addresses = eachOnce(sights.map(({ address }) => address)).toSorted(compareTexts);
  const where = addresses.slice(0, mostAddresses).join(' or ');
  const [{ count, startedAt } = { count: 1, startedAt: undefined }] = sights;
  return count > 1 && startedAt !== undefined ? `${where}, started ${secondText(startedAt)} UTC` : where;
}
