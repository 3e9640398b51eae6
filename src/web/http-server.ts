import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import {
  createServer as createSecureServer,
  type Server as SecureServer,
  type ServerOptions as SecureServerOptions,
} from 'node:https';
import type { LiveWebConfig } from '../web-config/live-web-config.js';
import type { TlsConfig } from '../web-config/web-config.js';
import type { Decode } from '../x509/certificate.js';
import { clientRefusal } from './client-certificate.js';
import { limitClientFlights } from './client-flight.js';
import { addConnectionShares } from './connection-shares.js';
import type { Limits } from './limits.js';
import { answerAll } from './own-answers.js';

/** How connections are secured. */
export interface Security {
  readonly web: LiveWebConfig;
  readonly decode: Decode;
  /** Called for each client that may not connect, with the reason. */
  readonly refused: (address: string | undefined, reason: string) => void;
}

/** Creates a server with these limits, and with TLS if the web configuration has it. Does not listen. */
export function createHttpServer(listener: RequestListener, limits: Limits, security?: Security): Server {
  const options: ServerOptions = {
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.idle,
    connectionsCheckingInterval: limits.check,
    maxHeaderSize: limits.headerBytes,
    // Node's answer would lack the headers.
    requireHostHeader: false,
  };
  const headers = () => security?.web.current().headers ?? {};
  const tls = security?.web.current().tls;
  const server =
    security && tls
      ? secureServer({ ...options, handshakeTimeout: limits.handshake }, tls, security)
      : createServer(options);
  answerAll(server, listener, { headers, requestsPerConnection: limits.requestsPerConnection });
  addConnectionShares(server, limits.connections);
  server.maxHeadersCount = limits.headerCount;
  return server;
}

function secureServer(
  options: SecureServerOptions,
  first: TlsConfig,
  { web, decode, refused }: Security,
): SecureServer {
  let applied = first;
  const server = createSecureServer({ ...options, ...first.context, ...clientOptions(first) });
  limitClientFlights(server, { asks: () => applied.clientAuth.requested, refused });
  // Runs before Node starts the handshake, so that the server shows the certificate that is in the files now.
  server.prependListener('connection', () => {
    const { tls = applied } = web.current();
    if (tls === applied) return;
    applied = tls;
    server.setSecureContext(tls.context);
    Object.assign(server, clientOptions(tls));
  });
  // Runs before any HTTP is read.
  server.prependListener('secureConnection', (socket) => {
    const refusal = clientRefusal(socket, applied, decode);
    if (refusal === undefined) return;
    refused(socket.remoteAddress, refusal);
    socket.destroy();
  });
  return server;
}

/**
 * Node itself must not refuse clients, because it knows fewer types of client authentication. tls.Server keeps both options as properties
 * and reads them at each handshake.
 */
function clientOptions({ clientAuth }: TlsConfig): {
  readonly requestCert: boolean;
  readonly rejectUnauthorized: false;
} {
  return { requestCert: clientAuth.requested, rejectUnauthorized: false };
}
