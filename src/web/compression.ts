import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { acceptsGzip } from './accepted-format.js';
import { type Body, gzipBody, plainBody, type TextInPieces } from './bodies.js';
import { clientNetwork } from './client-network.js';
import { createHeldAnswers } from './held-answers.js';
import { createPacedParts } from './paced-parts.js';
import { createSharedBodies } from './shared-bodies.js';
import { whenOver } from './when-over.js';

/** A smaller answer fits into one packet as it is. */
const leastBytes = 1024;

/** The types of what is served: text, pages, JSON, and OpenMetrics, which no list of compressible types has. */
const compressible = /^(text\/|application\/(json|openmetrics-text)\b)/;

/** A part of an answer. The next one follows once the client has taken it, so that a slow client holds a part and no copy of the whole. */
const partBytes = 64 * 1024;

/** A mebibyte, which takes the kernel a few milliseconds. */
const partsPerTurn = 16;

/** The maximum number of listeners for the end of an answer. There are eleven. */
const mostListeners = 20;

/** The answers that clients are receiving have this many bytes at most. */
const maxHeldBytes = 128 * 1024 * 1024;

/** What `reply.send` takes for an answer, with all headers of its body. */
export type Payload = Buffer | Readable;

/** Makes the body of an answer for this client, or shares that of another one with the same text. Returns the function that begins the answer. */
export type PrepareAnswer = (reply: FastifyReply, text: string | TextInPieces) => Promise<() => Payload>;

/**
 * Compresses answers for clients that accept gzip (RFC 9110 12.5.3). It is the only encoding that Prometheus asks for. A text that many
 * clients get at the same time is compressed once and held once. If clients are too slow to receive too many different ones, those that hold
 * the most are cut off. Strings that routes send are prepared by a hook. Texts in pieces are for routes to prepare.
 */
export function addCompression(app: FastifyInstance, maxBytes: number = maxHeldBytes): PrepareAnswer {
  const plain = createSharedBodies(plainBody);
  const compressed = createSharedBodies(gzipBody);
  const held = createHeldAnswers(maxBytes);
  const parts = createPacedParts(partBytes, partsPerTurn);

  const begin = (reply: FastifyReply, body: Body, isGzip: boolean): Payload => {
    // Caches keep the answer for clients with the same header only (RFC 9110 12.5.5).
    reply.header('vary', 'accept-encoding').header('content-length', body.length);
    if (isGzip) reply.header('content-encoding', 'gzip');
    const { ip, raw } = reply.request;
    const end = (): unknown => raw.socket.destroy();
    whenOver(reply, held.add({ network: clientNetwork(ip), body, end }));
    const [only] = body.parts;
    if (only !== undefined && only.length === body.length && only.length <= partBytes) return only;
    // Our own guards and the stream listen for the end of the answer, more than Node takes for a leak.
    reply.raw.setMaxListeners(mostListeners);
    return Readable.from(parts(body.parts), { objectMode: false });
  };
  const prepare: PrepareAnswer = async (reply, text) => {
    const isGzip = acceptsGzip(reply.request.headers['accept-encoding']);
    const shared = (isGzip ? compressed : plain).take(text);
    whenOver(reply, shared.release);
    const body = await shared.body;
    return () => begin(reply, body, isGzip);
  };
  app.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < leastBytes || !isCompressible(reply)) return payload;
    return (await prepare(reply, payload))();
  });
  return prepare;
}

function isCompressible(reply: FastifyReply): boolean {
  return compressible.test(String(reply.getHeader('content-type')));
}
