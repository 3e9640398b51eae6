import { once } from 'node:events';
import { connect, createSecureContext } from 'node:tls';
import type { PeerServer } from './peer-servers.js';

// Runs as a child process: what Node's own TLS costs without an exporter. For each list of servers that it is sent, it does two handshakes with
// each, 32 at a time, reads the certificate, and sends the milliseconds that it took.
const names = ['', 'apiserver-loopback-client'];
const contexts = new Map<string, ReturnType<typeof createSecureContext>>();

async function handshake({ ca, port }: PeerServer, servername: string): Promise<void> {
  const secureContext = contexts.get(ca) ?? createSecureContext({ ca });
  contexts.set(ca, secureContext);
  const socket = connect({
    host: '127.0.0.1',
    port,
    secureContext,
    servername,
    rejectUnauthorized: false,
    ecdhCurve: 'X25519:P-256:P-384',
    checkServerIdentity: () => undefined,
  });
  await once(socket, 'secureConnect');
  socket.getPeerCertificate(false);
  socket.end();
  await once(socket, 'close');
}

async function shakeAll(servers: readonly PeerServer[]): Promise<void> {
  const queue = servers.flatMap((server) => names.map((servername) => ({ server, servername })));
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await handshake(next.server, next.servername);
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}

process.on('message', (servers: readonly PeerServer[]) => {
  const begun = performance.now();
  void shakeAll(servers).then(() => process.send?.(performance.now() - begun));
});
process.once('disconnect', () => process.exit());
