// Runs a fleet of API servers as a child process, so that neither its CPU time nor its descriptors count as the exporter's. Some servers are
// tarpits or hostile in another way. Sends the ports, and serves until its parent goes.
import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { startApiserver } from '../demo/apiserver.js';
import { createLoopback } from '../demo/loopback.js';
import { createAuthority, type Identity } from '../demo/pki.js';

export interface Fleet {
  /** PEM of the CA of the healthy ones. */
  readonly ca: string;
  readonly healthy: readonly number[];
  readonly hostile: readonly number[];
}

/** By port. A probe is one connection without SNI, or any to a hostile port. */
export type ProbeCounts = Readonly<Record<number, number>>;

/** The answer to a message of the parent. */
export interface FleetCounts {
  readonly probes: ProbeCounts;
  /** How many were under way at once at most. */
  readonly most: ProbeCounts;
}

/** Ways to be hostile, used in turns. `tarpit` never answers and never ends a connection. */
const kinds: Readonly<Record<string, (socket: Socket) => unknown>> = {
  tarpit: () => undefined,
  reset: (socket) => socket.once('data', () => socket.resetAndDestroy()),
  close: (socket) => socket.once('data', () => socket.end()),
  http: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  drip: (socket) => {
    const timer = setInterval(() => socket.write('\x16'), 100);
    socket.once('close', () => clearInterval(timer));
  },
  alert: (socket) => socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 80]))),
  halt: (socket) => socket.once('data', () => socket.write(Buffer.from([22, 3, 3, 0, 90, 2, 0, 0, 86, 3, 3]))),
};

const [healthyCount, hostileCount, how = 'tarpit'] = process.argv.slice(2);
const probes: Record<number, number> = {};
const most: Record<number, number> = {};

async function startHealthy(serving: Identity, loopback: Identity): Promise<number> {
  const server = await startApiserver({ serving, loopback });
  Object.defineProperty(probes, server.port, {
    enumerable: true,
    get: () => server.seen.sniSeen.filter((sni) => sni === undefined).length,
  });
  Object.defineProperty(most, server.port, { enumerable: true, get: () => server.seen.mostWithoutSni });
  return server.port;
}

async function startHostile(kind: string): Promise<number> {
  let open = 0;
  const server = createTcpServer((socket) => {
    probes[port] = (probes[port] ?? 0) + 1;
    most[port] = Math.max(most[port] ?? 0, ++open);
    let isOpen = true;
    const leave = (): void => {
      open -= Number(isOpen);
      isOpen = false;
    };
    // The other side is gone when it has ended the connection. Node closes a socket some turns later, and may accept the next one before.
    socket.once('end', leave).once('close', leave);
    socket.on('error', () => undefined);
    // Only who reads learns that the other side has ended the connection.
    socket.resume();
    kinds[kind]?.(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  probes[port] = 0;
  return port;
}

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: ['kubernetes', 'kubernetes.default.svc'],
  ipAddresses: ['127.0.0.1', '10.96.0.1'],
});
const loopback = await createLoopback({
  startedAt: Math.floor(Date.now() / 1000) - 86_400,
});
const names = how === 'tarpit' ? ['tarpit'] : Object.keys(kinds);
const range = (count: string | undefined): readonly number[] => Array.from({ length: Number(count) }, (_, i) => i);
const fleet: Fleet = {
  ca: authority.pem,
  healthy: await Promise.all(range(healthyCount).map(() => startHealthy(serving.identity, loopback.identity))),
  hostile: await Promise.all(range(hostileCount).map((i) => startHostile(names[i % names.length] ?? 'tarpit'))),
};
process.on('message', () => process.send?.({ probes, most } satisfies FleetCounts));
process.once('disconnect', () => process.exit());
process.send?.(fleet);
