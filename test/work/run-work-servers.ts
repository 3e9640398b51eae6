// Runs as a child process, so that the servers' work is not counted with the exporter's. Sends what it is, and then what it has seen since the
// last message, at each message of the parent.
import { startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';

export interface WorkServers {
  readonly endpoints: readonly string[];
  /** PEM. */
  readonly ca: string;
}

/** What all servers together have seen. */
export interface ServersSaw {
  readonly connections: number;
  readonly handshakes: number;
  readonly handshakeErrors: number;
  readonly connectionErrors: number;
  /** How many requests for each path, the query included. */
  readonly requests: Readonly<Record<string, number>>;
}

const count = Number(process.argv[2]);
const startedAt = Math.floor(Date.now() / 1000) - 86_400;
const authority = await createAuthority({ commonName: 'kubernetes' });
const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'];
// Each has certificates of its own, as in a fleet.
const servers = await Promise.all(
  Array.from({ length: count }, async (_, at) => {
    const ipAddresses = ['10.96.0.1', '127.0.0.1', `10.0.0.${at}`];
    const serving = await authority.issue({ commonName: 'kube-apiserver', dnsNames: names, ipAddresses });
    const loopback = await createLoopback({ startedAt: startedAt + at });
    return await startApiserver({ serving: serving.identity, loopback: loopback.identity });
  }),
);

let before: ServersSaw = { connections: 0, handshakes: 0, handshakeErrors: 0, connectionErrors: 0, requests: {} };

function seenSoFar(): ServersSaw {
  const requests: Record<string, number> = {};
  for (const { seen } of servers) for (const url of seen.requests) requests[url] = (requests[url] ?? 0) + 1;
  const sum = (what: Exclude<keyof ServersSaw, 'requests'>): number =>
    servers.reduce((total, { seen }) => total + seen[what], 0);
  return {
    connections: sum('connections'),
    handshakes: sum('handshakes'),
    handshakeErrors: sum('handshakeErrors'),
    connectionErrors: sum('connectionErrors'),
    requests,
  };
}

process.on('message', () => {
  const now = seenSoFar();
  const since = (what: Exclude<keyof ServersSaw, 'requests'>): number => now[what] - before[what];
  process.send?.({
    connections: since('connections'),
    handshakes: since('handshakes'),
    handshakeErrors: since('handshakeErrors'),
    connectionErrors: since('connectionErrors'),
    requests: Object.fromEntries(
      Object.entries(now.requests).map(([url, requests]) => [url, requests - (before.requests[url] ?? 0)]),
    ),
  } satisfies ServersSaw);
  before = now;
});
process.once('disconnect', () => process.exit());
process.send?.({ endpoints: servers.map(({ endpoint }) => endpoint), ca: authority.pem } satisfies WorkServers);
