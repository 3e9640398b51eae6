import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { opensslContender, startBareLoop } from './peer-bare.js';
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
  /** How many scrapes most memory and longest turn are those of. */
  readonly scrapes: number;
  /** The exporter's file that is run. */
  readonly program: string | undefined;
}

const kinds = [
  { name: 'exporter', http: true },
  { name: 'exporter, http: false', http: false },
] as const;

/** Handshakes after which V8 has compiled what is used much. */
const handshakesToWarm = 1_200;

/** Measures all that there are at so many endpoints. */
export async function figuresAt(endpoints: number, options: PeerOptions): Promise<readonly PeerFigures[]> {
  const fleet = await startPeers(endpoints);
  try {
    const figures = await compare(fleet, options);
    for (const [at, { http }] of kinds.entries())
      figures[at] = { ...figures[at]!, ...(await watch(fleet, http, options)) };
    return figures;
  } finally {
    fleet.end();
  }
}

/** CPU time and time of all, the exporter's first. */
async function compare(fleet: PeerFleet, { rounds, program }: PeerOptions): Promise<PeerFigures[]> {
  const exporters = await Promise.all(kinds.map(({ http }) => startPeerExporter(fleet.servers, { http, program })));
  const [blackbox, bare, openssl] = [await startBlackbox(), startBareLoop(fleet), await opensslContender(fleet)];
  try {
    for (const exporter of exporters) await warmUp(exporter, fleet);
    await bare.contender.work();
    const own = exporters.map((exporter, at) => exporterContender(kinds[at]!.name, exporter));
    const peers = blackbox === undefined ? [] : await blackboxContenders(blackbox, fleet);
    if (blackbox !== undefined) forgetPeak(blackbox.pid);
    const all = [...own, ...peers, bare.contender, ...(openssl === undefined ? [] : [openssl])];
    const measured = await interleave(all, fleet, rounds);
    return [...measured].map(([name, round]) => ({
      endpoints: fleet.servers.length,
      name,
      ...round,
      ...(blackbox && name.startsWith('blackbox') && { memory: memoryOf(blackbox.pid).peak }),
    }));
  } finally {
    bare.end();
    await blackbox?.end();
    for (const exporter of exporters) await exporter.end();
  }
}

async function warmUp(exporter: PeerExporter, { servers }: PeerFleet): Promise<void> {
  const scrapes = Math.ceil(handshakesToWarm / 2 / servers.length);
  for (let scrape = 0; scrape < scrapes; scrape++) await exporter.scrape();
}

/** Most memory and longest turn of an exporter's scrapes, in a process of its own, because the watch takes time. */
async function watch(
  fleet: PeerFleet,
  http: boolean,
  { scrapes, program }: PeerOptions,
): Promise<Pick<PeerFigures, 'memory' | 'turn' | 'bytes' | 'sent'>> {
  const file = join(tmpdir(), `turns-${process.pid}.json`);
  const option = `--import=${new URL('./watch-turns.js', import.meta.url).href}`;
  const exporter = await startPeerExporter(fleet.servers, {
    http,
    program,
    env: { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} ${option}`.trim(), TURNS: file },
  });
  await warmUp(exporter, fleet);
  exporter.child.kill('SIGUSR2');
  forgetPeak(exporter.pid);
  for (let scrape = 1; scrape < scrapes; scrape++) await exporter.scrape();
  const { bytes, sent } = await exporter.scrape();
  const { peak } = memoryOf(exporter.pid);
  await exporter.end();
  const { longest } = JSON.parse(readFileSync(file, 'utf8')) as Turns;
  rmSync(file);
  return { memory: peak, turn: longest, bytes, sent };
}

/** Of the best of blackbox_exporter at so many endpoints; NaN without it. */
export function bestOfBlackbox(figures: readonly PeerFigures[], endpoints: number, key: keyof Round): number {
  const all = figures.filter((each) => each.endpoints === endpoints && each.name.startsWith('blackbox'));
  return all.length === 0 ? NaN : Math.min(...all.map((each) => each[key]));
}
