import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import type { Duplex } from 'node:stream';

export type HttpAnswer =
  | { readonly ok: true; readonly status: number; readonly body: Buffer }
  | {
      readonly ok: false;
      readonly kind: 'too_large' | 'malformed' | 'unreachable' | 'tls';
      readonly code: string | undefined;
    };

export interface GetRequest {
  /** Ready to be written to; it is used up. */
  readonly socket: Duplex;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly maxBytes: number;
}

/** One HTTP/1.1 GET over a connection that exists already. The body is read as it comes and cut off at the limit. Never rejects. */
export function httpGet({ socket, path, headers, maxBytes }: GetRequest): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    const sent = request({ createConnection: () => socket, path, headers, setHost: false });
    const fail = (error: NodeJS.ErrnoException): void => resolve({ ok: false, ...explain(error) });
    sent.on('error', fail);
    const noAnswer = (): void => resolve({ ok: false, kind: 'malformed', code: undefined });
    // Status 101 ends here, without any error or response.
    sent.once('close', noAnswer);
    sent.once('response', (response) => {
      sent.off('close', noAnswer);
      readBody(response, maxBytes).then((body) => {
        if (body === undefined) resolve({ ok: false, kind: 'too_large', code: undefined });
        else resolve({ ok: true, status: Number(response.statusCode), body });
      }, fail);
    });
    sent.end();
  });
}

/** Undefined: too large. Leaving the loop early ends the connection. */
async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function explain(error: NodeJS.ErrnoException): Omit<Extract<HttpAnswer, { ok: false }>, 'ok'> {
  const code = String(error.code);
  if (code.startsWith('HPE_')) return { kind: 'malformed', code };
  return { kind: /^(?:ERR_SSL|ERR_OSSL|EPROTO)/.test(code) ? 'tls' : 'unreachable', code };
}
