import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBlackbox } from './peer-blackbox.js';
import { type PeerExporter, startPeerExporter } from './peer-exporter.js';
import { type PeerFleet, startPeers } from './peer-fleet.js';
import { blackboxContenders, exporterContender, interleave, type Round } from './peer-rounds.js';
import { forgetPeak, memoryOf } from './process-usage.js';
import type { Turns } from './watch-turns.js';

/** What one exporter needs for so many endpoints. */
export interface PeerFigures {
  readonly endpoints: number;
  readonly name: string;
  /** Milliseconds of CPU time for each handshake. */
  readonly cpu: number;
  /** Milliseconds of a scrape. */
  readonly wall: number;
  /** Handshakes that failed, as the servers count them. */
  readonly errors: number;
  /** MiB at most. */
  readonly memory?: number;
  /** Milliseconds of CPU time of the longest turn of the event loop. */
  readonly turn?: number;
  /** Bytes of /metrics: as text, and as sent with gzip. */
  readonly bytes?: number;
  readonly sent?: number;
}

export interface PeerOptions {
  readonly rounds: number;
  /** How many scrapes the most memory is that of. */
  readonly scrapes: number;
  /** The exporter's file that is run. */
  readonly program: string | undefined;
}

/** Measures all that there are at so many endpoints. */
export async function figuresAt(
  endpoints: number,
  { rounds, scrapes, program }: PeerOptions,
): Promise<readonly PeerFigures[]> {
  const fleet = await startPeers(endpoints);
  const exporters = [
    ['exporter', await startPeerExporter(fleet.servers, { http: true, program })],
    ['exporter, http: false', await startPeerExporter(fleet.servers, { http: false, program })],
  ] as const;
  const blackbox = await startBlackbox();
  try {
    for (const [, exporter] of exporters) for (let scrape = 0; scrape < 2; scrape++) await exporter.scrape();
    const peers = blackbox === undefined ? [] : await blackboxContenders(blackbox, fleet);
    const watched = [...exporters.map(([, { pid }]) => pid), ...(blackbox === undefined ? [] : [blackbox.pid])];
    watched.forEach(forgetPeak);
    const all = [...exporters.map(([name, exporter]) => exporterContender(name, exporter)), ...peers];
    const measured = await interleave(all, fleet, rounds);
    const figures: PeerFigures[] = [];
    for (const [name, exporter] of exporters) {
      figures.push({ endpoints, name, ...measured.get(name)!, ...(await restOf(exporter, scrapes - rounds)) });
    }
    const memory = blackbox && memoryOf(blackbox.pid).peak;
    for (const { name } of peers) figures.push({ endpoints, name, ...measured.get(name)!, ...(memory && { memory }) });
    for (const [at, http] of [true, false].entries())
      figures[at] = { ...figures[at]!, turn: await longestTurn(fleet, http, program) };
    return figures;
  } finally {
    await blackbox?.end();
    for (const [, exporter] of exporters) await exporter.end();
    fleet.end();
  }
}

/** After so many further scrapes. */
async function restOf(
  exporter: PeerExporter,
  scrapes: number,
): Promise<Pick<PeerFigures, 'memory' | 'bytes' | 'sent'>> {
  for (let scrape = 1; scrape < scrapes; scrape++) await exporter.scrape();
  const { bytes, sent } = await exporter.scrape();
  return { memory: memoryOf(exporter.pid).peak, bytes, sent };
}

/** The longest turn of three scrapes, in a process of its own, because the watch takes time. */
async function longestTurn(fleet: PeerFleet, http: boolean, program: string | undefined): Promise<number> {
  const file = join(tmpdir(), `turns-${process.pid}.json`);
  const watch = `--import=${new URL('./watch-turns.js', import.meta.url).href}`;
  const exporter = await startPeerExporter(fleet.servers, {
    http,
    program,
    env: { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} ${watch}`.trim(), TURNS: file },
  });
  for (let scrape = 0; scrape < 2; scrape++) await exporter.scrape();
  exporter.child.kill('SIGUSR2');
  for (let scrape = 0; scrape < 3; scrape++) await exporter.scrape();
  await exporter.end();
  const { longest } = JSON.parse(readFileSync(file, 'utf8')) as Turns;
  rmSync(file);
  return longest;
}

/** Of the best of blackbox_exporter at so many endpoints; NaN without it. */
export function bestOfBlackbox(figures: readonly PeerFigures[], endpoints: number, key: keyof Round): number {
  const all = figures.filter((each) => each.endpoints === endpoints && each.name.startsWith('blackbox'));
  return all.length === 0 ? NaN : Math.min(...all.map((each) => each[key]));
}
