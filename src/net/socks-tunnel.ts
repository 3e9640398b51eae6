import type { Socket } from 'node:net';
import type { ProxyLogin } from './proxy.js';
import { ProxyError, type ProxyFault } from './proxy-error.js';

/** Where a tunnel leads. `patience`: milliseconds until the caller ends the socket. */
export interface TunnelEnd {
  readonly host: string;
  readonly port: number;
  readonly patience: number;
}

/**
 * Asks a SOCKS5 proxy (RFC 1928, RFC 1929) for a connection. A name is resolved by the proxy. Resolves when the socket leads to the address.
 * Rejects with a ProxyError, also when the socket is destroyed.
 */
export async function socksTunnel(
  socket: Socket,
  login: ProxyLogin | undefined,
  { host, port, patience }: TunnelEnd,
): Promise<void> {
  // Loaded only if there is such a proxy.
  const { SocksClient } = await import('socks');
  // The client waits for a close that may have come meanwhile.
  if (socket.destroyed) throw new ProxyError('ERR_PROXY_UNREACHABLE');
  const user = login && { userId: login.user.reveal(), password: login.password.reveal() };
  try {
    await SocksClient.createConnection({
      command: 'connect',
      destination: { host, port },
      // Only the type counts, because the socket is there.
      proxy: { host: 'proxy', port: 1080, type: 5, ...user },
      existing_socket: socket,
      // Later than the caller, but not much: this timer goes on after success, and keeps the socket in memory.
      timeout: Math.min(Math.max(patience, 0) + 1000, 2 ** 31 - 1),
    });
  } catch (error) {
    // The error has the password, and must not go any further.
    throw new ProxyError(faultIn((error as Error).message));
  }
}

function faultIn(message: string): ProxyFault {
  if (/Authentication failed|no accepted authentication/.test(message)) return 'ERR_PROXY_LOGIN';
  return message.includes('rejected connection') ? 'ERR_PROXY_REFUSED' : 'ERR_PROXY_MALFORMED';
}
