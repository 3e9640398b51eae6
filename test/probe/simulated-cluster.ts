import { connect } from 'node:tls';
import type { Test } from 'tap';
import { type Apiserver, type ApiserverOptions, startApiserver } from '../../demo/apiserver.js';
import { createLoopback, type LoopbackCertificate } from '../../demo/loopback.js';
import { type Authority, createAuthority, type IssuedCertificate } from '../../demo/pki.js';
import { systemClock } from '../../src/net/clock.js';
import { knownServers } from '../fixtures/known-servers.js';
import { createConcurrencyLimit } from '../../src/probe/concurrency-limit.js';
import { createNameMemory } from '../../src/probe/name-memory.js';
import type { ProbeDependencies } from '../../src/probe/probe-dependencies.js';
import { createServerMemories } from '../../src/probe/server-memories.js';
import { createRefusedPaths } from '../../src/probe/refused-paths.js';
import { createProcessMemory } from '../../src/probe/process-memory.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { createGoVerdicts } from '../../src/x509/go-verdicts.js';

/** A CA, and API servers with certificates from it that listen on 127.0.0.1 until the test ends. */
export interface SimulatedCluster {
  readonly authority: Authority;
  /** What every API server shows, unless its options say otherwise. */
  readonly serving: IssuedCertificate;
  readonly loopback: LoopbackCertificate;
  /** Unix seconds at which every API server has started. */
  readonly startedAt: number;
  readonly start: (t: Pick<Test, 'teardown'>, options?: Partial<ApiserverOptions>) => Promise<Apiserver>;
}

/** Creates a cluster whose serving certificate covers `kubernetes` and 127.0.0.1. */
export async function createCluster(): Promise<SimulatedCluster> {
  const startedAt = Math.floor(Date.now() / 1000) - 3600;
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const sans = { dnsNames: ['kubernetes'], ipAddresses: ['127.0.0.1'] };
  const serving = await authority.issue({ commonName: 'kube-apiserver', ...sans });
  const loopback = await createLoopback({ startedAt });
  return {
    authority,
    serving,
    loopback,
    startedAt,
    start: async (t, options) => {
      const server = await startApiserver({ serving: serving.identity, loopback: loopback.identity, ...options });
      t.teardown(() => server.close());
      return server;
    },
  };
}

/** The dependencies of a probe with the real clock and network. Every DNS name is 127.0.0.1 unless `change` says otherwise. */
export function probeDependencies(change: Partial<ProbeDependencies> = {}): ProbeDependencies {
  return {
    dial: connect,
    clock: systemClock,
    decode: decodeCertificate,
    processes: createProcessMemory(),
    judge: createGoVerdicts(),
    names: createNameMemory(),
    servers: createServerMemories(),
    sni: knownServers,
    refusedPaths: createRefusedPaths(),
    resolve: ({ kind, text }) => Promise.resolve([kind === 'ip' ? text : '127.0.0.1']),
    ownWord: () => Promise.resolve(() => false),
    concurrency: createConcurrencyLimit(32, 250),
    takeTurn: async (_key, probe) => await probe(),
    ...change,
  };
}
