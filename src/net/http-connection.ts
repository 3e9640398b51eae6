import type { Duplex } from 'node:stream';
import type { Clock } from './clock.js';
import { type Deadline, onDeadline } from './deadline.js';
import { getRequest, type RequestHeaders, requestFields } from './get-request.js';
import type { BodyReader, HttpAnswer } from './http-answer.js';
import { DeadlineError, type Exchange, failureOf, startExchange } from './http-exchange.js';

/** HTTP/1.1 over an open connection: one GET after another, never two at once. Redirects are not followed. */
export interface HttpConnection {
  /** Never rejects. */
  readonly get: <T>(path: string, read: BodyReader<T>) => Promise<HttpAnswer<T>>;
}

export interface HttpConnectionOptions {
  /** `host:port`, sent as the header Host. */
  readonly host: string;
  readonly headers: RequestHeaders;
  readonly clock: Clock;
  readonly deadline: Deadline;
}

/**
 * The connection stays open after the last answer; the caller that opened the socket closes it. Node's own client does much more than these few
 * GETs need, and costs several times as much.
 */
export function httpConnection(
  socket: Duplex,
  { host, headers, clock, deadline }: HttpConnectionOptions,
): HttpConnection {
  let fields: string | undefined;
  let exchange: Exchange | undefined;
  const listen = (): void => {
    socket.on('data', (bytes: Buffer) => {
      // What nobody has asked for could be taken for the answer to the next request.
      if (exchange?.take(bytes) !== true) socket.destroy();
    });
    socket.once('end', () => exchange?.end());
    // The listener stays for the socket's whole life: destroying it may raise one more error.
    socket.on('error', (error) => exchange?.fail(error));
    socket.once('close', () => exchange?.reset());
  };
  const isSpent = (): boolean => !socket.writable || exchange?.keepsOpen() === false;
  return {
    get: async (path, read) => {
      if (isSpent()) return { ok: false, failure: { kind: 'closed' } };
      let cancel = (): void => undefined;
      try {
        if (fields === undefined) {
          fields = requestFields(host, headers);
          listen();
        }
        const request = getRequest(path, fields);
        const { answer, ...begun } = startExchange(read, socket, clock);
        exchange = begun;
        cancel = onDeadline(deadline, clock, () => begun.fail(new DeadlineError()));
        socket.write(request, 'latin1');
        return await answer;
      } catch (error) {
        return { ok: false, failure: failureOf(error as NodeJS.ErrnoException) };
      } finally {
        cancel();
        if (exchange !== undefined && exchange.keepsOpen() === undefined) socket.destroy();
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
