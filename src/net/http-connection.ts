import { Agent, type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from './clock.js';
import { type Deadline, onDeadline } from './deadline.js';
import { limitAnswer } from './limit-answer.js';

/** The answer to a GET, its body read as `T`. */
export type HttpAnswer<T> =
  | { readonly ok: true; readonly status: number; readonly body: T; readonly dated?: DatedAnswer | undefined }
  | { readonly ok: false; readonly failure: HttpFailure };

/** What an answer says of the server's clock. */
export interface DatedAnswer {
  /** The header Date; undefined: there is none, or a cache has kept the answer for a while (header Age). */
  readonly date: string | undefined;
  /** Our clock before the request was sent and after the answer's headers came, in unix seconds. */
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** Why there is no answer. `malformed`: it is not HTTP. `broken`: the connection failed, with Node's error. */
export type HttpFailure =
  | { readonly kind: 'timeout' | 'closed' }
  | { readonly kind: 'malformed'; readonly code: string | undefined }
  | { readonly kind: 'broken'; readonly error: NodeJS.ErrnoException };

/** Reads as much of a body as it needs, as it arrives. Leaving the loop early ends the connection. */
export type BodyReader<T> = (status: number, body: AsyncIterable<Buffer>) => Promise<T>;

/** HTTP/1.1 over an open connection: one GET after another. Redirects are not followed. */
export interface HttpConnection {
  /** Never rejects. */
  readonly get: <T>(path: string, read: BodyReader<T>) => Promise<HttpAnswer<T>>;
}

export interface HttpConnectionOptions {
  /** `host:port`, sent as the header Host. */
  readonly host: string;
  readonly headers: OutgoingHttpHeaders;
  readonly clock: Clock;
  readonly deadline: Deadline;
}

/** The connection stays open after the last answer; the caller that opened the socket closes it. */
export function httpConnection(socket: Duplex, options: HttpConnectionOptions): HttpConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = (_options, done) => {
    if (socket.writable) return socket;
    // After `Connection: close`, a request would wait on this socket forever, without an event.
    done?.(new ClosedError(), socket);
    return undefined;
  };
  return {
    get: async (path, read) => {
      let cancel = (): void => undefined;
      try {
        // Throws for a path or a header that Node refuses to send.
        const sent = request({ agent, path, headers: { ...options.headers, Host: options.host }, setHost: false });
        const watched = watch(sent, options);
        cancel = watched.cancel;
        return await Promise.race([watched.broken, answerTo(sent, read, options.clock)]);
      } catch (error) {
        return { ok: false, failure: failureOf(error as NodeJS.ErrnoException) };
      } finally {
        cancel();
      }
    },
  };
}

/** Reads a whole body. Returns undefined if it is longer than `maxBytes`. */
export function readBytes(maxBytes: number): BodyReader<Buffer | undefined> {
  return async (_status, body) => {
    const chunks: Buffer[] = [];
    let total = 0;
    for await (const chunk of body) {
      total += chunk.length;
      if (total > maxBytes) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };
}

/**
 * Watches a request. `broken` rejects at the deadline, or with the request's own error, which says more than the ECONNRESET that the body's
 * reader gets.
 */
function watch(
  sent: ClientRequest,
  { deadline, clock }: HttpConnectionOptions,
): { readonly broken: Promise<never>; readonly cancel: () => void } {
  let cancel = (): void => undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    limitAnswer(sent, () => {
      reject(new NoAnswerError());
      sent.destroy();
    });
    // The listener stays for the request's whole life: destroying the request raises one more error.
    sent.on('error', reject);
    cancel = onDeadline(deadline, clock, () => {
      reject(new DeadlineError());
      sent.destroy();
    });
  });
  return { broken, cancel };
}

async function answerTo<T>(sent: ClientRequest, read: BodyReader<T>, clock: Clock): Promise<HttpAnswer<T>> {
  const sentAt = clock.now();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    // A 101 answer ends here, without an error.
    sent.once('close', () => reject(new NoAnswerError()));
    sent.end();
  });
  const { date, age } = response.headers;
  const dated = { date: age === undefined ? date : undefined, sentAt, answeredAt: clock.now() };
  const status = response.statusCode ?? 0;
  return { ok: true, status, body: await read(status, response as AsyncIterable<Buffer>), dated };
}

class DeadlineError extends Error {}

class ClosedError extends Error {}

class NoAnswerError extends Error {}

function failureOf(error: NodeJS.ErrnoException): HttpFailure {
  if (error instanceof DeadlineError) return { kind: 'timeout' };
  if (error instanceof ClosedError) return { kind: 'closed' };
  const malformed = error instanceof NoAnswerError || error.code?.startsWith('HPE_');
  return malformed ? { kind: 'malformed', code: error.code } : { kind: 'broken', error };
}
