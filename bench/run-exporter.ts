import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fleet, FleetCounts } from './hostile-fleet.js';

export interface RunningFleet extends Fleet {
  readonly counts: () => Promise<FleetCounts>;
  readonly end: () => void;
}

/** Starts this many API servers in their own process. The hostile ones are all tarpits, or of every kind. */
export async function startFleet(healthy: number, hostile: number, how: 'tarpit' | 'mixed'): Promise<RunningFleet> {
  const child = fork(new URL('./hostile-fleet.js', import.meta.url), [String(healthy), String(hostile), how]);
  const [fleet] = (await once(child, 'message')) as [Fleet];
  return {
    ...fleet,
    counts: async () => {
      child.send('counts');
      const [counts] = (await once(child, 'message')) as [FleetCounts];
      return counts;
    },
    end: () => child.disconnect(),
  };
}

export interface RunningExporter {
  readonly child: ChildProcess;
  /** `http://127.0.0.1:PORT`, or https. */
  readonly url: string;
  readonly configFile: string;
  readonly log: () => string;
  /** The current usage of the process. */
  readonly usage: () => Usage;
  readonly end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

export interface Usage {
  /** Resident memory, in MiB. */
  readonly memory: number;
  readonly descriptors: number;
}

const bin = fileURLToPath(new URL('../src/bin.js', import.meta.url));

/**
 * Starts the program on a free port of 127.0.0.1, with these options and further environment variables. `program`: the file that is run, the
 * compiled one of build/ when left out.
 */
export async function runExporter(
  config: object,
  options: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  program = bin,
): Promise<RunningExporter> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const configFile = join(folder, 'exporter.yml');
  writeFileSync(configFile, JSON.stringify(config));
  const serve = [
    'serve',
    '--config.file',
    configFile,
    '--web.listen-address',
    '127.0.0.1:0',
    '--web.enable-lifecycle',
    ...options,
  ];
  const child = spawn(process.execPath, [program, ...serve], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let log = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (data) => {
      log += String(data);
      const [, found] = /msg=listening .*?url=(https?:\S+)/.exec(log) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the exporter ended: ${log}`)));
  });
  return {
    child,
    url,
    configFile,
    log: () => log,
    usage: () => usageOf(Number(child.pid)),
    end: async (signal = 'SIGTERM') => {
      const ended = child.exitCode === null ? once(child, 'exit') : undefined;
      child.kill(signal);
      await ended;
      rmSync(folder, { recursive: true });
      return child.exitCode;
    },
  };
}

/** Reads proc(5). */
function usageOf(pid: number): Usage {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return {
    memory: Number(kilobytes) / 1024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
  };
}
