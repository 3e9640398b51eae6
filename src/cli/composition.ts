import { lookup } from 'node:dns/promises';
import { createLiveCas } from '../discovery/live-cas.js';
import type { LiveCaDependencies } from '../discovery/live-ca.js';
import { createResolver } from '../discovery/resolve.js';
import type { SourceDependencies } from '../discovery/source-maker.js';
import { askFileState } from '../document/file-state.js';
import { fileExists, readFile } from '../document/read-file.js';
import { createSameBytes } from '../document/same-bytes.js';
import type { FileDependencies } from '../files/read-files.js';
import { createYamlParsers } from '../kube/yaml-parsers.js';
import { guardFile } from '../document/guard-file.js';
import { findProgram } from '../process/find-program.js';
import { takeLookupTurn } from '../net/lookup-turns.js';
import { ownWord } from '../net/own-hosts.js';
import { systemClock } from '../net/clock.js';
import type { RunProgram } from '../process/run-program.js';
import { createConcurrencyLimit } from '../probe/concurrency-limit.js';
import type { ProbeDependencies } from '../probe/probe-dependencies.js';
import { createNameMemory } from '../probe/name-memory.js';
import { createServerMemories } from '../probe/server-memories.js';
import { dialTls } from '../net/dial-tls.js';
import { createSniMemory } from '../net/sni-memory.js';
import { createRefusedPaths } from '../probe/refused-paths.js';
import { createProcessMemory } from '../probe/process-memory.js';
import { createRoom, type Room } from '../bounds/room.js';
import { createDecodeCache } from '../x509/decode-cache.js';
import { createGoVerdicts } from '../x509/go-verdicts.js';

/** A peer that is silent for this many milliseconds no longer counts against `concurrency`. */
const patience = 250;

/** The real dependencies: node:tls, the system's clock and resolver, files, and a decoder that caches its results. */
export interface Composition {
  /**
   * The dependencies of probes. At most `concurrency` of them run at once, counting those that began under an earlier limit. Endpoints need
   * not take turns, because each is probed once.
   */
  readonly probing: (concurrency: number) => ProbeDependencies;
  /** The dependencies of finding targets. */
  readonly finding: SourceDependencies;
  /** The dependencies of finding and reading files. */
  readonly reading: FileDependencies;
  /** How much each memory of probes may hold. */
  readonly room: Room;
}

/** A program in a folder that hangs is not there. */
function findGuarded(command: string, path: string | undefined): Promise<string | undefined> {
  return guardFile('find', command, () => findProgram(command, path)).catch(() => undefined);
}

/** Loaded only if a kubeconfig names a program. */
const runProgram: RunProgram = async (call) => await (await import('../process/run-program.js')).runProgram(call);

/** What probes remember of earlier ones. */
function createMemories({
  bytes,
}: Room): Pick<ProbeDependencies, 'processes' | 'judge' | 'names' | 'servers' | 'refusedPaths'> {
  return {
    processes: createProcessMemory(),
    judge: createGoVerdicts({ maxBytes: bytes }),
    names: createNameMemory(bytes),
    servers: createServerMemories(bytes),
    refusedPaths: createRefusedPaths(),
  };
}

/** `caChanged`: called when a CA file changes, or cannot be used any more. */
export async function compose(version: string, caChanged?: LiveCaDependencies['changed']): Promise<Composition> {
  // The import takes a good part of a second, so only commands that probe do it.
  const { decodeCertificate } = await import('../x509/decode.js');
  const room = createRoom();
  const decode = createDecodeCache(decodeCertificate, { maxBytes: room.bytes });
  const sni = createSniMemory();
  const read = createSameBytes(readFile, { rest: { fileState: askFileState, monotonic: systemClock.monotonic } });
  const parsers = createYamlParsers();
  // Loaded only if there are patterns.
  const expand: FileDependencies['expand'] = async (...pattern) =>
    (await import('../files/expand-pattern.js')).expandPattern(...pattern);
  const limit = createConcurrencyLimit(1, patience);
  const shared: ProbeDependencies = {
    dial: dialTls,
    concurrency: limit,
    takeTurn: async (_key, probe) => await probe(),
    clock: systemClock,
    decode,
    resolve: createResolver((name, options) => takeLookupTurn(name, () => lookup(name, options))),
    ownWord,
    ...createMemories(room),
    sni,
  };
  return {
    probing: (concurrency) => {
      limit.resize(concurrency);
      return shared;
    },
    finding: {
      userAgent: `apiserver-cert-exporter/${version}`,
      clock: systemClock,
      read,
      followCas: createLiveCas({ read, fileState: askFileState, clock: systemClock, changed: caChanged }),
      parsers,
      files: { expand, fileState: askFileState },
      env: process.env,
      exec: { run: runProgram, find: findGuarded },
      decode,
      sni,
    },
    reading: {
      expand,
      read,
      parsers,
      exists: fileExists,
      decode,
    },
    room,
  };
}
