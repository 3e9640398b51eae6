import type { PeerBlackbox } from './peer-blackbox.js';
import type { PeerExporter } from './peer-exporter.js';
import type { PeerFleet } from './peer-fleet.js';
import { cpuOfProcess } from './process-usage.js';

/** One that does the handshakes of all endpoints, in a process of its own. */
export interface Contender {
  readonly name: string;
  /** Milliseconds of CPU time that it has taken until now. */
  readonly cpu: () => number;
  /** Does two handshakes with each endpoint. Returns the milliseconds that it took. */
  readonly work: () => Promise<number>;
  /** Whether it does many handshakes at once anyway. */
  readonly isLong?: boolean;
}

/** What one round of a contender took. */
export interface Round {
  /** Milliseconds of CPU time for each handshake that the servers saw. */
  readonly cpu: number;
  /** Milliseconds for all endpoints. */
  readonly wall: number;
  /** Handshakes that failed, as the servers count them. */
  readonly errors: number;
}

/** The least number of handshakes of a round: CPU time is known to 10 ms. */
const enoughHandshakes = 400;

export async function measureRound({ cpu, work, isLong = false }: Contender, fleet: PeerFleet): Promise<Round> {
  const [before, begun] = [await fleet.counts(), cpu()];
  const walls: number[] = [];
  const times = isLong ? 1 : Math.ceil(enoughHandshakes / 2 / fleet.servers.length);
  for (let time = 0; time < times; time++) walls.push(await work());
  const after = await fleet.counts();
  const handshakes = after.handshakes - before.handshakes;
  return { cpu: (cpu() - begun) / handshakes, wall: median(walls), errors: after.errors - before.errors };
}

/** Every contender once in each round, one after the other, and the medians of each. */
export async function interleave(
  contenders: readonly Contender[],
  fleet: PeerFleet,
  rounds: number,
): Promise<ReadonlyMap<string, Round>> {
  const measured = new Map(contenders.map(({ name }) => [name, [] as Round[]]));
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders) measured.get(contender.name)?.push(await measureRound(contender, fleet));
  return new Map(
    [...measured].map(([name, all]) => [
      name,
      {
        cpu: median(all.map(({ cpu }) => cpu)),
        wall: median(all.map(({ wall }) => wall)),
        errors: all.reduce((sum, { errors }) => sum + errors, 0),
      },
    ]),
  );
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export function exporterContender(name: string, exporter: PeerExporter): Contender {
  return { name, cpu: () => cpuOfProcess(exporter.pid), work: async () => (await exporter.scrape()).wall };
}

/** It at the concurrencies that are best for its CPU time and for its wall time, after a try of each. */
export async function blackboxContenders(blackbox: PeerBlackbox, fleet: PeerFleet): Promise<readonly Contender[]> {
  const tried = [8, 16, 32, 64].map((concurrency) => ({
    name: `blackbox ${concurrency}`,
    cpu: () => cpuOfProcess(blackbox.pid),
    work: () => blackbox.probeAll(fleet.servers, concurrency),
  }));
  await interleave(tried.slice(0, 1), fleet, 1);
  const rounds = await interleave(tried, fleet, 1);
  const best = (key: 'cpu' | 'wall'): string => [...rounds].reduce((a, b) => (b[1][key] < a[1][key] ? b : a))[0];
  return tried.filter(({ name }) => name === best('cpu') || name === best('wall'));
}
