import type { SecureContext, TLSSocket } from 'node:tls';
import type { Clock } from '../net/clock.js';
import { type Deadline, onDeadline } from '../net/deadline.js';
import type { DialOptions } from '../net/dial-tls.js';
import { isAboutEnd } from '../net/end-first.js';
import type { Proxy } from '../net/proxy.js';
import { quietHandshakes } from '../net/quiet-handshakes.js';
import { servedCertificates } from '../net/served-certificates.js';
import { onServerShown } from '../net/server-shown.js';
import { isTlsError } from '../net/tls-error.js';
import { openTunnel } from '../net/tunnel.js';
import { closePolitely } from './close-politely.js';
import { dialOptions } from './dial-options.js';
import type { Reason } from './reason.js';
import { reasonOf } from './reason-of.js';

/** Starts a TLS connection: `tls.connect`, or the replacement that a test uses. */
export type Dial = (options: DialOptions) => TLSSocket;

/** Decides by what a server has shown, in DER, the leaf first. */
export type Accepts = (served: readonly Uint8Array[]) => boolean;

export interface HandshakeRequest {
  /** An IP or, behind a proxy, also a name. */
  readonly ip: string;
  readonly port: number;
  /** Undefined: dialled directly. */
  readonly proxy?: Proxy | 'unusable' | undefined;
  /** undefined: no SNI is sent. It must never be an IP (RFC 6066 section 3). */
  readonly serverName: string | undefined;
  readonly secureContext: SecureContext;
  readonly deadline: Deadline;
  /** Called when TCP is connected, or the proxy has opened the connection. */
  readonly onConnect?: () => void;
  /** Whether the server that showed these certificates may get the client certificate of the context. If not, the handshake ends there. */
  readonly accepts?: Accepts;
}

export interface HandshakeTimes {
  /** Seconds; absent where that phase did not end. */
  readonly connect?: number;
  readonly tls?: number;
}

export interface Handshake {
  readonly ok: true;
  readonly socket: TLSSocket;
  /** DER, in the order in which they were served. */
  readonly certificates: readonly Uint8Array[];
  /** Such as TLSv1.3, as Node names it. */
  readonly tlsVersion: string | undefined;
  readonly times: HandshakeTimes;
  /** Closes the connection politely. Returns the reason why the server refused us after the handshake, if it did. */
  readonly close: () => Promise<Reason | undefined>;
  /** Closes it as politely, for less: what the server says after the handshake is not heard. */
  readonly leave: () => Promise<void>;
}

export interface FailedHandshake {
  readonly ok: false;
  readonly reason: Reason;
  /** The certificates that were seen anyway: a server that demands a client certificate shows its own first. */
  readonly certificates: readonly Uint8Array[];
  readonly times: HandshakeTimes;
}

/**
 * Does one TLS handshake and accepts every certificate, because invalid certificates must be seen too. Never rejects. Ends at the deadline
 * at the latest. Once it has failed or `close` was called, no socket, timer or listener is left.
 */
export async function handshake(
  dial: Dial,
  clock: Clock,
  request: HandshakeRequest,
): Promise<Handshake | FailedHandshake> {
  const begun = clock.monotonic();
  const failed = { ok: false, certificates: [], times: {} } as const;
  const { proxy, ip: host, port, deadline } = request;
  if (deadline <= begun) return { ...failed, reason: proxy ? 'proxy' : 'connect_timeout' };
  try {
    const tunnel = proxy && (await openTunnel({ proxy, host, port, clock, deadline }));
    const times = { begun, connected: tunnel && clock.monotonic() };
    const options = dialOptions(request, tunnel);
    const socket = dial(options);
    const shaken = await follow(socket, clock, request, times);
    if (!mayHideCertificates(shaken) || !quietHandshakes.endWith(socket)) return shaken;
    // Then the next one will show them.
    if (shaken.reason === 'tls_timeout') return shaken;
    return await follow(dial(options), clock, request, { ...times, begun: clock.monotonic() });
  } catch (error) {
    return { ...failed, reason: reasonOf(error) };
  }
}

/** Whether the server may have shown certificates in a handshake that failed, if that was a quiet one. */
function mayHideCertificates(shaken: Handshake | FailedHandshake): shaken is FailedHandshake {
  return !shaken.ok && shaken.certificates.length === 0 && shaken.times.connect !== undefined;
}

/** Milliseconds of the clock; `connected` is undefined when there is no connection yet. */
interface Start {
  readonly begun: number;
  readonly connected: number | undefined;
}

type Shaken = Promise<Handshake | FailedHandshake>;

function follow(socket: TLSSocket, clock: Clock, request: HandshakeRequest, { begun, ...start }: Start): Shaken {
  const { deadline, onConnect, accepts } = request;
  const { promise, resolve } = withResolvers<Handshake | FailedHandshake>();
  let { connected } = start;
  let seenEarly: readonly Uint8Array[] = [];
  let refusal: Reason | undefined;
  let isEnding = false;
  const times = (): HandshakeTimes => (connected === undefined ? {} : { connect: (connected - begun) / 1000 });
  const fail = (reason: Reason): void => {
    cancel();
    resolve({ ok: false, reason, certificates: seenEarly, times: times() });
    socket.destroy();
  };
  const cancel = onDeadline(deadline, clock, () => fail(connected === undefined ? 'connect_timeout' : 'tls_timeout'));

  // Listens for the socket's whole life, because an alert may come after secureConnect.
  socket.on('error', (error) => {
    const reason = reasonOf(error);
    // A reset is not a refusal: the certificate was served. HTTP reports it if it uses this connection.
    if (isTlsError(error) && !(isEnding && isAboutEnd(error))) refusal ??= reason;
    fail(reason);
  });
  socket.once('close', () => fail('closed'));
  if (connected !== undefined) onConnect?.();
  else
    socket.once('connect', () => {
      connected = clock.monotonic();
      onConnect?.();
    });
  // Before the server can refuse our client certificate, or the lack of one.
  const onShown = (): void => {
    seenEarly = servedCertificates(socket);
    if (accepts?.(seenEarly) === false) fail('closed');
  };
  if (!quietHandshakes.includes(socket)) onServerShown(socket, onShown);
  socket.once('secureConnect', () => {
    cancel();
    resolve({
      ok: true,
      socket,
      certificates: seenEarly.length > 0 ? seenEarly : servedCertificates(socket),
      tlsVersion: socket.getProtocol() ?? undefined,
      times: { ...times(), tls: (clock.monotonic() - (connected ?? begun)) / 1000 },
      close: () => {
        isEnding = true;
        return closePolitely(socket, clock, deadline).then(() => refusal);
      },
      leave: () => closePolitely(socket, clock, deadline, false),
    });
  });
  return promise;
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
