import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { LiveWebConfig } from '../web-config/live-web-config.js';
import type { TlsConfig } from '../web-config/web-config.js';
import type { Decode } from '../x509/certificate.js';
import { clientRefusal } from './client-certificate.js';
import type { Limits } from './limits.js';

/** How connections are secured. */
export interface Security {
  readonly web: LiveWebConfig;
  readonly decode: Decode;
  /** Told of each client that may not connect, and why. */
  readonly refused: (address: string | undefined, reason: string) => void;
}

/** A server within limits; with TLS where the web configuration has it. Never listens. */
export function createHttpServer(listener: RequestListener, limits: Limits, security?: Security): Server {
  const options: ServerOptions = {
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.idle,
    connectionsCheckingInterval: limits.check,
    maxHeaderSize: limits.headerBytes,
  };
  const tls = security?.web.current().tls;
  const server =
    security && tls ? secureServer(listener, options, limits, tls, security) : createServer(options, listener);
  server.maxConnections = limits.connections;
  server.maxHeadersCount = limits.headerCount;
  server.maxRequestsPerSocket = limits.requestsPerConnection;
  return server;
}

function secureServer(
  listener: RequestListener,
  options: ServerOptions,
  { handshake }: Limits,
  first: TlsConfig,
  { web, decode, refused }: Security,
): SecureServer {
  let applied = first;
  const server = createSecureServer(
    { ...options, ...first.context, ...clientOptions(first), handshakeTimeout: handshake },
    listener,
  );
  // Before Node begins the handshake, so that it shows the certificate that the files hold now.
  server.prependListener('connection', () => {
    const { tls = applied } = web.current();
    if (tls === applied) return;
    applied = tls;
    server.setSecureContext(tls.context);
    Object.assign(server, clientOptions(tls));
  });
  // Before a byte of HTTP is read.
  server.prependListener('secureConnection', (socket) => {
    const refusal = clientRefusal(socket, applied, decode);
    if (refusal === undefined) return;
    refused(socket.remoteAddress, refusal);
    socket.destroy();
  });
  return server;
}

/** Node refuses none by itself, since it knows fewer kinds of clients; tls.Server keeps both as properties, and reads them at each handshake. */
function clientOptions({ clientAuth }: TlsConfig): {
  readonly requestCert: boolean;
  readonly rejectUnauthorized: false;
} {
  return { requestCert: clientAuth.requested, rejectUnauthorized: false };
}
