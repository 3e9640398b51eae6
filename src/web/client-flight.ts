import type { Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { GatedSocket, showPeer } from '../net/gated-socket.js';
import { secretIn } from '../net/key-log.js';
import { CostlyChain, RecordGate } from '../net/record-gate.js';

/**
 * OpenSSL verifies the certificates of a client in one turn, before any login, and a hostile chain of 90 KB takes it a second. Real chains of
 * clients have two to six thousand bytes, and take it less than a millisecond.
 */
const limits = { verification: 5, bytes: 12 * 1024 } as const;

export interface ClientFlightOptions {
  /** Whether a client that connects now is asked for a certificate. Others cannot show any. */
  readonly asks: () => boolean;
  readonly refused: (address: string | undefined, reason: string) => void;
}

/** Ends the connection of a client whose chain is longer than 12 KiB or would take OpenSSL long. OpenSSL does not see such a chain. */
export function limitClientFlights(server: SecureServer, { asks, refused }: ClientFlightOptions): void {
  const start = server.listeners('connection');
  const flights = new WeakMap<object, ClientFlight>();
  const flightOf = (socket: TLSSocket): ClientFlight | undefined => flights.get(streamBelow(socket) ?? socket);
  server.removeAllListeners('connection');
  server.on('connection', (below: Socket) => {
    const { stream, flight } = asks() ? limit(below, refused) : { stream: below };
    if (flight) flights.set(stream, flight);
    for (const listener of start) Reflect.apply(listener, server, [stream]);
  });
  server.on('keylog', (line: Buffer, socket: TLSSocket) => {
    const secret = secretIn(line, 'CLIENT_HANDSHAKE_TRAFFIC_SECRET');
    if (secret) flightOf(socket)?.learn(secret);
  });
  server.prependListener('secureConnection', (socket) => flightOf(socket)?.end(socket));
}

interface ClientFlight {
  readonly learn: (secret: Buffer) => void;
  /** The handshake is done. */
  readonly end: (socket: TLSSocket) => void;
}

function limit(
  below: Socket,
  refused: ClientFlightOptions['refused'],
): { readonly stream: GatedSocket; readonly flight: ClientFlight } {
  const records = new RecordGate(limits);
  const stream = new GatedSocket(below, (arrived, pass) => records.take(arrived, pass));
  stream.once('error', (error) => {
    if (error instanceof CostlyChain) refused(below.remoteAddress, `client certificate: ${error.message}`);
  });
  const end = (socket: TLSSocket): void => {
    records.open();
    showPeer(socket, below);
  };
  return { stream, flight: { learn: (secret) => records.learn(secret), end } };
}

/** The stream on which Node has put TLS. Node does not document where it keeps it; a test on every supported version holds it. */
function streamBelow(socket: TLSSocket): object | undefined {
  const { _handle: handle } = socket as { readonly _handle?: { readonly _parentWrap?: { readonly stream?: object } } };
  return handle?._parentWrap?.stream;
}
