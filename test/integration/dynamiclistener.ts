import { spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import { atExit } from './at-exit.js';
import { bareEnvironment } from './background-process.js';
import { listenerBinary } from './requires.js';

/** The versions that test/listeners/build makes. */
export const listenerVersions = ['v0.2', 'v0.3', 'v0.10'] as const;

export interface ListenerOptions {
  readonly version: (typeof listenerVersions)[number];
  /** The library's own, `dynamic`, when left out. */
  readonly organization?: string;
  /** Whether it adds no other names. */
  readonly filter?: boolean;
  /** The names that it has from the start. */
  readonly sans: readonly string[];
}

/** A listener of dynamiclistener, reached through a port of another address than its own, as through a NAT. */
export interface DynamicListener {
  /** The port of 127.0.0.1 and ::1 that leads to it. The listener itself knows only 127.0.0.2. */
  readonly port: number;
  /** PEM. */
  readonly ca: string;
  /** The certificate that it serves now. */
  readonly served: () => Promise<X509Certificate>;
}

interface Teardown {
  readonly teardown: (end: () => unknown) => unknown;
}

/** Starts a listener until the test ends. Its API lists one instance: the port of 127.0.0.1 that leads to it. */
export async function startDynamicListener(t: Teardown, options: ListenerOptions): Promise<DynamicListener> {
  const { version, organization, filter = false, sans } = options;
  const port = await relayTo(t, () => own);
  const child = spawn(
    listenerBinary(`dynamiclistener-${version}`),
    [
      ...['-listen', '127.0.0.2:0', '-sans', ['127.0.0.2', ...sans].join(), `-filter=${filter}`],
      ...['-instances', `127.0.0.1:${port}`],
      ...(organization === undefined ? [] : ['-organization', organization, '-common-name', organization]),
    ],
    { stdio: ['pipe', 'pipe', 'ignore'], env: bareEnvironment() },
  );
  const callOff = atExit(() => child.kill('SIGKILL'));
  t.teardown(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    callOff();
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { port: own, ca } = JSON.parse(line) as { readonly port: number; readonly ca: string };
  return { port, ca, served: () => servedBy(own) };
}

/** Starts a relay from a free port of 127.0.0.1 to a port of 127.0.0.2. */
async function relayTo(t: Teardown, target: () => number): Promise<number> {
  const server = createServer((client) => {
    const upstream = connect(target(), '127.0.0.2');
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream])
      socket.on('error', () => undefined).once('close', () => [client, upstream].forEach((each) => each.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function servedBy(port: number): Promise<X509Certificate> {
  const socket = connectTls({ host: '127.0.0.2', port, servername: '', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { raw } = socket.getPeerCertificate();
  socket.destroy();
  return new X509Certificate(raw);
}

/** What tells one certificate from another. */
export function fingerprintOf({ raw }: X509Certificate): string {
  return createHash('sha256').update(raw).digest('hex');
}
