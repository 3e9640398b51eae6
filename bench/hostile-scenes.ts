import type { HostileServer } from '../test/fixtures/hostile-servers.js';

/** Who is hostile. */
export interface Scene {
  readonly servers: readonly HostileServer[];
  /** Whether hostile clients shake hands with the web server, which demands certificates. */
  readonly clients?: boolean;
  /** Whether files are hostile, and others ask for the status page and for single probes. */
  readonly busy?: boolean;
}

const eight = (server: HostileServer): readonly HostileServer[] => Array.from({ length: 8 }, () => server);

const mixed: readonly HostileServer[] = [
  { chain: 'constrained', fresh: true },
  { chain: 'signatures', fresh: true },
  { chain: 'empty', fresh: true },
  { chain: 'names', fresh: true },
  { chain: 'wide', fresh: true },
  { chain: 'constrained', version: 'TLSv1.2', delivery: 'records' },
  { chain: 'constrained', delivery: 'bytes' },
  { chain: 'policies' },
];

export const scenes: Readonly<Record<string, Scene>> = {
  nobody: { servers: [] },
  'one chain': { servers: eight({ chain: 'constrained' }) },
  'another chain each time': { servers: eight({ chain: 'constrained', fresh: true }) },
  signatures: { servers: eight({ chain: 'signatures', fresh: true }) },
  'empty names': { servers: eight({ chain: 'empty', fresh: true }) },
  'many kinds': { servers: mixed },
  turncoats: { servers: mixed.map((server, at) => ({ ...server, honest: 2 + 3 * at })) },
  'loopback only': { servers: mixed.map((server) => ({ ...server, onlyLoopback: true })) },
  'answers without an end': {
    servers: ['[+]a ok\n', '\n', '{"a":[', 'process_start_time_seconds 1\n'].flatMap((flood) => [
      { chain: 'names', honest: 1e9, flood },
      { chain: 'names', flood },
    ]),
  },
  clients: { servers: [], clients: true },
  'page, files, probes': { servers: mixed, busy: true },
  'all at once': { servers: mixed, clients: true, busy: true },
};
