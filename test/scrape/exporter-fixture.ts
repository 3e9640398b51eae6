import { createRoom } from '../../src/bounds/room.js';
import { findProgram } from '../../src/process/find-program.js';
import { runProgram } from '../../src/process/run-program.js';
import { connect } from 'node:tls';
import type { Test } from 'tap';
import { type Apiserver, startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import { configOf } from '../../src/config/load.js';
import type { Resolve } from '../../src/discovery/resolve.js';
import { targetGroups } from '../../src/discovery/target-groups.js';
import { createSameBytes } from '../../src/document/same-bytes.js';
import { fileExists, readFile } from '../../src/document/read-file.js';
import { expandPattern } from '../../src/files/expand-pattern.js';
import { filesToRead } from '../../src/files/files-to-read.js';
import { readFiles } from '../../src/files/read-files.js';
import { knownServers, toKnownServers } from '../fixtures/known-servers.js';
import { createOwnMetrics } from '../../src/metrics/own-metrics.js';
import { type Clock, systemClock } from '../../src/net/clock.js';
import { createConcurrencyLimit } from '../../src/probe/concurrency-limit.js';
import type { Dial } from '../../src/probe/handshake.js';
import { createNameMemory } from '../../src/probe/name-memory.js';
import { createServerMemories } from '../../src/probe/server-memories.js';
import { createRefusedPaths } from '../../src/probe/refused-paths.js';
import { createProcessMemory } from '../../src/probe/process-memory.js';
import { createExporter, type Exporter } from '../../src/scrape/exporter.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { createGoVerdicts } from '../../src/x509/go-verdicts.js';
import { validConfig } from '../config/config-fixture.js';
import { filesReader } from '../config/yaml-problems.js';
import { createLiveCas } from '../../src/discovery/live-cas.js';
import { askFileState } from '../../src/document/file-state.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: ['kubernetes'],
  ipAddresses: ['127.0.0.1'],
});
const loopback = await createLoopback({ startedAt: Math.floor(Date.now() / 1000) - 3600 });

/** What it serves, and its loopback certificate. */
export const servingPem = serving.pem;
export const loopbackPem = loopback.leaf.pem;

/** A healthy simulated API server, closed at teardown. */
export async function healthyServer(t: Test): Promise<Apiserver> {
  const server = await startApiserver({ serving: serving.identity, loopback: loopback.identity });
  t.teardown(() => server.close());
  return server;
}

export interface ExporterFixture {
  readonly exporter: Exporter;
  /** What the next reload reads. */
  readonly write: (config: unknown) => void;
  readonly log: string[];
}

/** The exporter as `serve` makes it, its configuration given as a value. Every host is 127.0.0.1 unless `resolve` knows better. */
export async function exporterOf(
  config: unknown,
  {
    resolve = () => Promise.resolve(['127.0.0.1']),
    dial = connect,
    clock = systemClock,
  }: { readonly resolve?: Resolve; readonly dial?: Dial; readonly clock?: Clock } = {},
): Promise<ExporterFixture> {
  let written = config;
  const read = filesReader({});
  const load = () => configOf(written, { file: 'exporter.yml', folder: '/', read });
  const first = validConfig(await load());
  const concurrency = createConcurrencyLimit(1, 250);
  const shared = {
    dial,
    concurrency,
    clock,
    decode: decodeCertificate,
    resolve,
    // The servers of tests listen on loopback, and names lead there.
    ownWord: () => Promise.resolve(() => true),
    processes: createProcessMemory(),
    judge: createGoVerdicts(),
    names: createNameMemory(),
    servers: createServerMemories(),
    sni: knownServers,
    refusedPaths: createRefusedPaths(),
  };
  const log: string[] = [];
  const followCas = createLiveCas({ read, fileState: askFileState, clock });
  const exporter = createExporter(first, {
    load,
    clock,
    dependencies: ({ probe }) => {
      concurrency.resize(probe.concurrency);
      return shared;
    },
    groups: (loaded) =>
      targetGroups(loaded, {
        userAgent: 'test',
        followCas,
        ...toKnownServers,
        clock,
        // The kubeconfigs of fleets are files of the test.
        read: createSameBytes(readFile),
        files: { expand: expandPattern, fileState: askFileState },
        decode: decodeCertificate,
        env: {},
        exec: { run: runProgram, find: findProgram },
      }),
    readFiles: (loaded) =>
      readFiles(filesToRead(loaded), {
        expand: expandPattern,
        read: readFile,
        exists: fileExists,
        decode: decodeCertificate,
      }),
    own: createOwnMetrics('0.0.0'),
    room: createRoom(),
    log: { info: (_fields, message) => log.push(message), warn: (_fields, message) => log.push(message) },
  });
  return {
    exporter,
    write: (value) => {
      written = value;
    },
    log,
  };
}
