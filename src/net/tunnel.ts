import { connect, isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { judgeChain, verdictFor } from '../x509/go-verdict.js';
import type { Clock } from './clock.js';
import { connectTunnel } from './connect-tunnel.js';
import { dialTls } from './dial-tls.js';
import { type Deadline, onDeadline } from './deadline.js';
import type { Proxy } from './proxy.js';
import { ProxyError } from './proxy-error.js';
import { servedCertificates } from './served-certificates.js';
import { AddressRefusedError, guardedLookup } from './guarded-lookup.js';
import { socksTunnel } from './socks-tunnel.js';
import { tlsContext } from './tls-context.js';
import { isTlsError } from './tls-error.js';
import { trustedRoots } from './trusted-roots.js';

export interface TunnelRequest {
  /** `unusable`: the environment names one that cannot be used. */
  readonly proxy: Proxy | 'unusable';
  /** An IP, or a DNS name, which the proxy resolves. */
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly deadline: Deadline;
}

/**
 * Opens a connection to host:port through a proxy, and returns it as a socket on which nothing has been sent yet. Ends by the deadline.
 * Rejects with a ProxyError, or with the error of Node if this process has no file descriptor left. No socket or timer is left then.
 */
export async function openTunnel({ proxy, host, port, clock, deadline }: TunnelRequest): Promise<Socket> {
  if (proxy === 'unusable') throw new ProxyError('ERR_PROXY_UNUSABLE');
  const { socket, ready } = dialProxy(proxy, clock);
  // Listens for the socket's whole life: the TLS connection that uses it later reports its errors.
  socket.on('error', () => undefined);
  const cancel = onDeadline(deadline, clock, () => socket.destroy());
  try {
    await ready;
    await (proxy.scheme === 'socks5' ? socksTunnel : connectTunnel)(socket, proxy.login, {
      host,
      port,
      patience: deadline - clock.monotonic(),
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw clock.monotonic() >= deadline ? new ProxyError('ERR_PROXY_TIMEOUT') : error;
  } finally {
    cancel();
  }
}

interface Dialled {
  readonly socket: Socket;
  /** Resolves when the proxy may get our login. */
  readonly ready: Promise<void>;
}

function dialProxy(proxy: Proxy, clock: Clock): Dialled {
  const { scheme, host, port, verification } = proxy;
  const lookup = guardedLookup(proxy.discoveryAllow);
  if (scheme !== 'https') {
    const socket = connect({ host, port, lookup });
    return { socket, ready: opened(socket, 'connect') };
  }
  const name = verification.serverName ?? host;
  const socket = dialTls({
    host,
    port,
    lookup,
    // An IP is not allowed as SNI (RFC 6066 3), and an empty string keeps Node from sending anything.
    servername: isIP(name) === 0 ? name : '',
    secureContext: tlsContext(),
    rejectUnauthorized: false,
  });
  return { socket, ready: verified(socket, proxy, clock) };
}

async function verified(socket: TLSSocket, { host, verification }: Proxy, clock: Clock): Promise<void> {
  await opened(socket, 'secureConnect');
  if (verification.insecure) return;
  const judged = judgeChain(servedCertificates(socket), trustedRoots(verification.ca), clock.now());
  if (!verdictFor(judged, verification.serverName ?? host).accepted) throw new ProxyError('ERR_PROXY_UNTRUSTED');
}

function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once('error', (error) => reject(faultOf(error)));
    socket.once('close', () => reject(new ProxyError('ERR_PROXY_UNREACHABLE')));
  });
}

/** Neither this process' own lack of file descriptors nor what discovery may not lead to is the proxy's fault. */
function faultOf(error: NodeJS.ErrnoException): Error {
  if (error instanceof AddressRefusedError) return error;
  if (/^(EMFILE|ENFILE|ENOBUFS)$/.test(error.code ?? '')) return error;
  return new ProxyError(isTlsError(error) ? 'ERR_PROXY_MALFORMED' : 'ERR_PROXY_UNREACHABLE');
}
