import closeWithGrace from 'close-with-grace';
import { formatProblem } from '../config/problem.js';
import { readFile } from '../config/read-file.js';
import { sourcesOf } from '../discovery/source-of.js';
import { createExporter, type Exporter } from '../exporter/exporter.js';
import { filesToRead } from '../files/files-to-read.js';
import { lookAtFiles } from '../files/look-at-files.js';
import { createLogger, type Logger } from '../log.js';
import { createOwnMetrics } from '../metrics/own-metrics.js';
import { buildApp } from '../web/app.js';
import type { Io } from './io.js';
import { parseListenAddress } from './listen-address.js';
import { loadOrInCluster } from './load-or-in-cluster.js';
import type { ServeOptions } from './program.js';
import { createWorlds } from './world.js';

/** Milliseconds that requests under way get to end after a signal. */
const grace = 10_000;

/** Serves metrics until SIGTERM or SIGINT; SIGHUP reloads. Gives 0 once it listens, or 1 when it cannot start. */
export async function serve(options: ServeOptions, version: string, io: Io): Promise<number> {
  const listen = parseListenAddress(options.listenAddress);
  if (!listen) return refuse(io, `--web.listen-address ${options.listenAddress}: expected host:port or :port`);
  const load = () => loadOrInCluster(options.configFile, { env: process.env, read: readFile });
  const [loaded, worlds] = await Promise.all([load(), createWorlds(version)]);
  if (!loaded.ok) return refuse(io, ...loaded.problems.map(formatProblem));

  const log = createLogger(options.logLevel, options.logFormat, io.stderr);
  const own = createOwnMetrics(version);
  const exporter = createExporter(loaded.config, {
    load,
    world: ({ probe }) => worlds.probing(probe.concurrency),
    sources: (config) => sourcesOf(config, worlds.finding),
    files: (config) => lookAtFiles(filesToRead(config), worlds.reading),
    own,
    log,
  });
  const app = await buildApp({ ...options, exporter, version, log });
  try {
    const url = await app.listen({ port: listen.port, ...(listen.host && { host: listen.host }) });
    log.info({ version, url, targets: exporter.targets().length }, 'listening');
  } catch (error) {
    return refuse(io, `--web.listen-address ${options.listenAddress}: ${(error as Error).message}`);
  }
  handleSignals(() => app.close(), exporter, log);
  return 0;
}

function handleSignals(close: () => PromiseLike<unknown>, exporter: Exporter, log: Logger): void {
  process.on('SIGHUP', () => {
    void exporter.reload();
  });
  // A second signal exits at once.
  closeWithGrace({ delay: grace, logger: false }, async ({ signal, err }) => {
    if (err) log.error({ error: err.stack }, 'shutting down after an unexpected error');
    else log.info({ signal }, 'shutting down');
    await close();
  });
}

function refuse(io: Io, ...lines: readonly string[]): number {
  for (const line of lines) io.stderr(`apiserver-cert-exporter: ${line}\n`);
  return 1;
}
