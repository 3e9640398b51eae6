import type { LoadedConfig } from '../../config/load.js';
import { targetGroups } from '../../discovery/target-groups.js';
import { formatProblem } from '../../document/problem.js';
import { readFile } from '../../document/read-file.js';
import { filesToRead } from '../../files/files-to-read.js';
import { readFiles } from '../../files/read-files.js';
import { createLogger } from '../../log/log.js';
import { createOwnMetrics } from '../../metrics/own-metrics.js';
import { createCaLog } from '../../scrape/ca-log.js';
import { createExporter, type ExporterDependencies } from '../../scrape/exporter.js';
import type { LiveWebConfig } from '../../web-config/live-web-config.js';
import { printable } from '../../text/printable.js';
import { buildApp } from '../../web/app.js';
import { buildHealthApp } from '../../web/health.js';
import { type App, listen } from '../../web/listen.js';
import { compose, type Composition } from '../composition.js';
import type { Io } from '../io.js';
import type { ServeOptions } from './command.js';
import { parseListenAddress } from './listen-address.js';
import { loadOrInCluster } from './load-or-in-cluster.js';
import { openSecurity } from './open-security.js';
import { closeOnSignal } from './shutdown.js';
import { createSmallHeap, isHeapGiven, v8Heap } from './small-heap.js';

/**
 * Serves metrics until SIGTERM or SIGINT; SIGHUP reloads. Returns 0 as soon as it listens, or 1 if it cannot start. Calls `handlesSignals`
 * after it has installed its own signal handlers.
 */
export async function serve(
  options: ServeOptions,
  version: string,
  io: Io,
  handlesSignals: () => void = () => undefined,
): Promise<number> {
  const withSmallHeap = createWithSmallHeap();
  const log = createLogger(options.logLevel, options.logFormat, io.stderr);
  const load = () => loadOrInCluster(options.configFile, { env: process.env, read: readFile });
  const [loaded, composition] = await Promise.all([load(), compose(version, createCaLog(log))]);
  const opened = openSecurity(options.webConfigFile, composition.reading.decode, log);
  const problems = [loaded, opened].flatMap((each) => (each.ok ? [] : each.problems));
  if (!loaded.ok || !opened.ok) return refuse(io, ...problems.map(formatProblem));

  const exporter = createExporter(loaded.config, {
    load: () => reloadAll(load, opened.security?.web),
    log,
    ...partsOf(composition, version),
    dependencies: ({ probe }) => withSmallHeap(composition.probing(probe.concurrency)),
  });
  const app = await buildApp({ ...options, exporter, version, log, security: opened.security });
  let closing = false;
  const health = buildHealthApp(() => !closing);
  const close = async (): Promise<void> => {
    closing = true;
    await app.close();
    await health.close();
  };
  try {
    const addresses = await listenAll(options, app, health, opened.security?.web.current().tls !== undefined);
    log.info({ version, ...addresses, targets: loaded.config.targets.length }, 'listening');
  } catch (error) {
    await close();
    return refuse(io, (error as Error).message);
  }
  process.on('SIGHUP', () => {
    exporter.reload().catch((error: unknown) => log.error({ error: String(error) }, 'reload failed'));
  });
  closeOnSignal(close, log);
  handlesSignals();
  return 0;
}

/** Loads both configurations again. Uses the new web configuration only if both are accepted. */
async function reloadAll(
  load: () => Promise<LoadedConfig>,
  web: Pick<LiveWebConfig, 'reload'> | undefined,
): Promise<LoadedConfig> {
  const loaded = await load();
  const next = web?.reload();
  const problems = [loaded, next].flatMap((each) => (each === undefined || each.ok ? [] : each.problems));
  if (!loaded.ok || next?.ok === false) return { ok: false, problems };
  next?.use();
  return loaded;
}

function partsOf(
  composition: Composition,
  version: string,
): Omit<ExporterDependencies, 'load' | 'log' | 'dependencies'> {
  return {
    clock: composition.finding.clock,
    groups: (config) => targetGroups(config, composition.finding),
    readFiles: (config) => readFiles(filesToRead(config), composition.reading),
    own: createOwnMetrics(version),
    room: composition.room,
  };
}

type Probing = ReturnType<Composition['probing']>;

/** Returns what lets the heap be kept small whenever something is dialled. */
function createWithSmallHeap(): (parts: Probing) => Probing {
  if (isHeapGiven([...process.execArgv, process.env['NODE_OPTIONS'] ?? ''])) return (parts) => parts;
  const keepSmall = createSmallHeap(v8Heap, () => performance.now());
  return (parts) => ({
    ...parts,
    dial: (options) => {
      keepSmall();
      return parts.dial(options);
    },
  });
}

/** Starts to listen. Returns the URL of the app and, if requested, the URL that serves only the health checks. */
async function listenAll(
  { listenAddress, healthListenAddress }: ServeOptions,
  app: App,
  health: App,
  secure: boolean,
): Promise<{ readonly url: string; readonly health?: string }> {
  const url = `http${secure ? 's' : ''}://${await listenAt(app, '--web.listen-address', listenAddress)}`;
  if (healthListenAddress === undefined) return { url };
  return {
    url,
    health: `http://${await listenAt(health, '--web.health-listen-address', healthListenAddress)}`,
  };
}

async function listenAt(app: App, flag: string, text: string): Promise<string> {
  const address = parseListenAddress(text);
  if (address === undefined)
    throw new Error(`${flag} ${text}: expected host:port or :port, with a port from 0 to 65535`);
  try {
    return await listen(app, address);
  } catch (error) {
    throw new Error(`${flag} ${text}: ${(error as Error).message}`, { cause: error });
  }
}

function refuse(io: Io, ...lines: readonly string[]): number {
  for (const line of lines) io.stderr(`apiserver-cert-exporter: ${printable(line)}\n`);
  return 1;
}
