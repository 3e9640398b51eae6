import { request } from 'node:http';
import type { Socket } from 'node:net';
import { joinHostPort } from './address.js';
import type { ProxyLogin } from './proxy.js';
import { ProxyError } from './proxy-error.js';

/** The largest header of an answer. */
const maxHeaderBytes = 16 * 1024;

/**
 * Asks an HTTP proxy for a connection (RFC 9110 9.3.6, CONNECT). Resolves when the socket leads to the address. As in Go, any answer but 200
 * is a refusal. Rejects with a ProxyError, also when the socket is destroyed. The HTTP client is Node's own: it bounds the answer, and ends
 * with the socket.
 */
export function connectTunnel(
  socket: Socket,
  login: ProxyLogin | undefined,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  const address = joinHostPort(host, port);
  return new Promise((resolve, reject) => {
    const sent = request({
      createConnection: () => socket,
      method: 'CONNECT',
      path: address,
      headers: { Host: address, 'User-Agent': 'apiserver-cert-exporter', ...authorization(login) },
      maxHeaderSize: maxHeaderBytes,
    });
    // Go sends none, and some proxies would end the tunnel after `close`.
    sent.removeHeader('Connection');
    sent.once('connect', ({ statusCode = 0 }, _socket, early) => {
      if (statusCode === 407) reject(new ProxyError('ERR_PROXY_LOGIN', statusCode));
      else if (statusCode !== 200) reject(new ProxyError('ERR_PROXY_REFUSED', statusCode));
      // A TLS server waits for its client.
      else if (early.length > 0) reject(new ProxyError('ERR_PROXY_MALFORMED'));
      else resolve();
    });
    sent.on('error', () => reject(new ProxyError('ERR_PROXY_MALFORMED')));
    sent.end();
  });
}

function authorization(login: ProxyLogin | undefined): { readonly 'Proxy-Authorization'?: string } {
  if (login === undefined) return {};
  const pair = `${login.user.reveal()}:${login.password.reveal()}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
