import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Clock } from './clock.js';
import { type Deadline, onDeadline } from './deadline.js';
import { type Reason, reasonOf } from './reason.js';

/** What was answered to a GET, its body read by `T`. */
export type HttpAnswer<T> =
  { readonly ok: true; readonly status: number; readonly body: T } | { readonly ok: false; readonly reason: Reason };

/** Takes what it needs of a body as it comes. Leaving the loop early ends the connection. */
export type BodyReader<T> = (status: number, body: AsyncIterable<Buffer>) => Promise<T>;

/** HTTP/1.1 over a TLS connection that exists already: one GET after the other. Redirects are not followed. */
export interface HttpConnection {
  readonly get: <T>(path: string, read: BodyReader<T>) => Promise<HttpAnswer<T>>;
}

export interface HttpConnectionOptions {
  /** `host:port`, sent as the header Host. */
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly deadline: Deadline;
}

/** The connection stays open behind the last answer; who gave the socket closes it. No answer ever rejects. */
export function httpConnection(socket: TLSSocket, options: HttpConnectionOptions): HttpConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = (_options, done) => {
    if (socket.writable) return socket;
    // After `Connection: close`: a request would wait on this socket for ever, without an event.
    done?.(new ClosedError(), socket);
    return undefined;
  };
  return {
    get: async (path, read) => {
      const sent = request({ agent, path, headers: { ...options.headers, Host: options.host }, setHost: false });
      const { broken, cancel } = watch(sent, options);
      try {
        return await Promise.race([broken, answerTo(sent, read)]);
      } catch (error) {
        return { ok: false, reason: httpReason(error) };
      } finally {
        cancel();
      }
    },
  };
}

/** What breaks a request off: the deadline, or its own error, which tells more than the ECONNRESET that the body's reader gets. */
function watch(
  sent: ClientRequest,
  { deadline, clock }: HttpConnectionOptions,
): { readonly broken: Promise<never>; readonly cancel: () => void } {
  let cancel = (): void => undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    // For the request's whole life: destroying it raises one more.
    sent.on('error', reject);
    cancel = onDeadline(deadline, clock, () => {
      reject(new DeadlineError());
      sent.destroy();
    });
  });
  return { broken, cancel };
}

async function answerTo<T>(sent: ClientRequest, read: BodyReader<T>): Promise<HttpAnswer<T>> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    // An answer of 101 ends here, without an error.
    sent.once('close', () => reject(new Error('the connection ended without an answer')));
    sent.end();
  });
  const status = response.statusCode ?? 0;
  return { ok: true, status, body: await read(status, response as AsyncIterable<Buffer>) };
}

class DeadlineError extends Error {}

class ClosedError extends Error {}

/** What breaks an answer off is no HTTP; what breaks the connection has its own reason. */
function httpReason(error: unknown): Reason {
  if (error instanceof DeadlineError) return 'http_timeout';
  if (error instanceof ClosedError) return 'closed';
  const reason = reasonOf(error);
  return reason === 'internal' ? 'http_malformed' : reason;
}
