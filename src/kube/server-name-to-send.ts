import type { LookupFunction, Socket } from 'node:net';
import { joinHostPort } from '../net/address.js';
import type { Clock } from '../net/clock.js';
import { dialTls } from '../net/dial-tls.js';
import { type Deadline, onDeadline } from '../net/deadline.js';
import { guardedLookup } from '../net/guarded-lookup.js';
import type { Proxy } from '../net/proxy.js';
import { servedCertificates } from '../net/served-certificates.js';
import type { NamedServer, SniMemory } from '../net/sni-memory.js';
import { tlsContext } from '../net/tls-context.js';
import { openTunnel } from '../net/tunnel.js';
import type { Certificate, Decode } from '../x509/certificate.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { type ClusterAccess, verifiedName } from './cluster-access.js';

export interface FirstContact {
  readonly access: ClusterAccess;
  readonly decode: Decode;
  readonly sni: SniMemory;
  readonly clock: Clock;
  /** Undefined: the server is dialled directly. */
  readonly proxy?: Proxy | 'unusable' | undefined;
  /** Resolves the server's DNS name. */
  readonly lookup?: LookupFunction;
  /** Which addresses of the server's name are dialled; all of them when left out, and the first that connects is used. */
  readonly family?: 4 | 6 | undefined;
  /** Ends the connection, even after the handshake. */
  readonly deadline: Deadline;
}

/**
 * A front may be silent without SNI. This is the share of the time that is left which the handshake without it may take. A listener that takes
 * longer gets the name, as from any client.
 */
const patience = 1 / 2;

/**
 * Returns the SNI of connections to the server; undefined: none. A listener of the library dynamiclistener would add the name to its
 * certificate, and it shows the same certificate to everybody. So a server that is not known to be another one is met without SNI first.
 */
export async function serverNameToSend(contact: FirstContact): Promise<string | undefined> {
  const name = verifiedName(contact.access);
  // RFC 6066 3: an IP address is not a server name.
  if (name.kind === 'ip') return undefined;
  if (contact.sni.isSafe(namedServer(contact.access, name.text))) return name.text;
  const leaf = await leafWithoutName(contact);
  return leaf !== undefined && isDynamicListener(leaf) ? undefined : name.text;
}

export function namedServer({ server }: ClusterAccess, serverName: string): NamedServer {
  return { address: joinHostPort(server.host.text, server.port), serverName };
}

/** Opens the tunnel to the server if there is a proxy. Rejects as openTunnel does. */
export async function tunnelTo({ access, proxy, clock, deadline }: FirstContact): Promise<Socket | undefined> {
  const { host, port } = access.server;
  return proxy && (await openTunnel({ proxy, host: host.text, port, clock, deadline }));
}

/** Shows the server no client certificate and sends nothing. */
async function leafWithoutName(contact: FirstContact): Promise<Certificate | undefined> {
  const { access, decode, clock, deadline, family, lookup = guardedLookup() } = contact;
  const { host, port } = access.server;
  const tunnel = await tunnelTo(contact);
  return await new Promise((resolve) => {
    const socket = dialTls({
      ...(tunnel === undefined ? { host: host.text, port, family, lookup } : { socket: tunnel }),
      servername: '',
      secureContext: tlsContext(),
      rejectUnauthorized: false,
    });
    const now = clock.monotonic();
    const cancel = onDeadline(now + (deadline - now) * patience, clock, () => socket.destroy());
    // The listener stays for the socket's whole life: alerts may come after the handshake.
    socket.on('error', () => resolve(undefined));
    socket.once('close', () => {
      cancel();
      resolve(undefined);
    });
    socket.once('secureConnect', () => {
      const [der] = servedCertificates(socket);
      const decoded = der && decode(der);
      resolve(decoded?.ok === true ? decoded.certificate : undefined);
      socket.end(() => socket.destroy());
    });
  });
}
