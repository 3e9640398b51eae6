import { type Apiserver, startApiserver } from '../demo/apiserver.js';
import { blockOf, endpointsOfBlock } from './peer-certificates.js';

/** An API server that runs. */
export interface PeerServer {
  readonly cluster: string;
  /** PEM. */
  readonly ca: string;
  readonly port: number;
}

/** What all servers of this process saw until now: handshakes that succeeded, and that failed. */
export interface PeerCounts {
  readonly handshakes: number;
  readonly errors: number;
}

/** The checks of a kube-apiserver 1.36 behind kubeadm's defaults, about as many as it has. */
const checks = [
  'ping',
  'log',
  'etcd',
  'loopback-serving-certificate',
  ...Array.from({ length: 40 }, (_, at) => `poststarthook/start-controller-number-${at}`),
  'autoregister-completion',
];

// Runs as a child process, so that the servers' CPU time is not counted with the client's. Sends its servers, serves until the parent goes,
// and answers each message with its counts.
const [from, to] = [Number(process.argv[2]), Number(process.argv[3])];
const servers: Apiserver[] = [];
const started: PeerServer[] = [];
for (let block = Math.floor(from / endpointsOfBlock); block * endpointsOfBlock < to; block++) {
  const first = block * endpointsOfBlock;
  const mine = (await blockOf(block)).slice(Math.max(0, from - first), to - first);
  for (const { cluster, ca, serving, loopback } of mine) {
    const server = await startApiserver({ serving, loopback, http: { gitVersion: 'v1.36.3', checks } });
    servers.push(server);
    started.push({ cluster, ca, port: server.port });
  }
}
process.on('message', () => {
  const counts: PeerCounts = { handshakes: 0, errors: 0 };
  const sum = servers.reduce(
    ({ handshakes, errors }, { seen }) => ({
      handshakes: handshakes + seen.handshakes,
      errors: errors + seen.handshakeErrors,
    }),
    counts,
  );
  process.send?.(sum);
});
process.once('disconnect', () => process.exit());
process.send?.(started);
