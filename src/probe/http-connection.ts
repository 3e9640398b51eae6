import { Agent, type IncomingMessage, request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Clock } from './clock.js';
import { type Deadline, onDeadline } from './deadline.js';
import { type Reason, reasonOf } from './reason.js';

/** What was answered to a GET, its body read by `T`. */
export type HttpAnswer<T> =
  | { readonly ok: true; readonly status: number; readonly body: T }
  | { readonly ok: false; readonly reason: Reason };

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
  agent.createConnection = () => socket;
  return {
    get: async (path, read) => {
      const sent = request({ agent, path, headers: { ...options.headers, Host: options.host }, setHost: false });
      const cancel = onDeadline(options.deadline, options.clock, () => sent.destroy(new DeadlineError()));
      try {
        const response = await answerTo(sent);
        const status = response.statusCode ?? 0;
        return { ok: true, status, body: await read(status, response as AsyncIterable<Buffer>) };
      } catch (error) {
        return { ok: false, reason: httpReason(error) };
      } finally {
        cancel();
      }
    },
  };
}

function answerTo(sent: ReturnType<typeof request>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once('response', resolve);
    // For the request's whole life: destroying it raises one more.
    sent.on('error', reject);
    // An answer of 101 ends here, without an error.
    sent.once('close', () => reject(new Error('the connection ended without an answer')));
    sent.end();
  });
}

class DeadlineError extends Error {}

/** What breaks an answer off is no HTTP; what breaks the connection has its own reason. */
function httpReason(error: unknown): Reason {
  if (error instanceof DeadlineError) return 'http_timeout';
  const reason = reasonOf(error);
  return reason === 'internal' ? 'http_malformed' : reason;
}
