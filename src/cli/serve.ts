import closeWithGrace from 'close-with-grace';
import type { FastifyInstance } from 'fastify';
import { loadConfig } from '../config/load.js';
import { formatProblem } from '../config/problem.js';
import { readFile } from '../config/read-file.js';
import { targetOf } from '../discovery/static.js';
import { createExporter } from '../exporter/exporter.js';
import { createLogger } from '../log.js';
import { createOwnMetrics } from '../metrics/own-metrics.js';
import { buildApp } from '../web/app.js';
import type { Io } from './io.js';
import { parseListenAddress } from './listen-address.js';
import type { ServeOptions } from './program.js';
import { createWorld } from './world.js';

/** Milliseconds that requests under way get after a signal to end. */
const grace = 10_000;

/** Serves metrics until SIGTERM or SIGINT. Gives the exit code once it listens, or 1 when it cannot start. */
export async function serve(options: ServeOptions, version: string, io: Io): Promise<number> {
  const listen = parseListenAddress(options.listenAddress);
  if (!listen) return refuse(io, `--web.listen-address ${options.listenAddress}: expected host:port or :port`);
  const loaded = await loadConfig(options.configFile, readFile);
  if (!loaded.ok) return refuse(io, ...loaded.problems.map(formatProblem));
  const { targets, probe } = loaded.config;

  const log = createLogger(options.logLevel, options.logFormat, io.stderr);
  const world = await createWorld(probe.concurrency);
  const own = createOwnMetrics(version);
  own.configLoaded(true, world.clock.now());
  const exporter = createExporter(targets.map(targetOf), world, own);
  const app = await buildApp({ telemetryPath: options.telemetryPath, version, log, collect: exporter.collect });
  try {
    const url = await app.listen({ port: listen.port, ...(listen.host && { host: listen.host }) });
    log.info({ version, url, targets: targets.length }, 'listening');
  } catch (error) {
    return refuse(io, `--web.listen-address ${options.listenAddress}: ${(error as Error).message}`);
  }
  endWithSignal(app, log.info.bind(log));
  return 0;
}

function endWithSignal(app: FastifyInstance, log: (fields: object, message: string) => void): void {
  closeWithGrace({ delay: grace }, async ({ signal, err }) => {
    log({ signal, err: err?.message }, 'shutting down');
    await app.close();
  });
}

function refuse(io: Io, ...lines: readonly string[]): number {
  for (const line of lines) io.stderr(`apiserver-cert-exporter: ${line}\n`);
  return 1;
}
