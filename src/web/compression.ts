import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { acceptsGzip } from './accepted-format.js';
import { clientNetwork } from './client-network.js';
import { createHeldAnswers } from './held-answers.js';
import { createPacedParts } from './paced-parts.js';
import { createSharedBodies } from './shared-bodies.js';

/** Compression in a thread of libuv, so that a large answer does not hold the event loop. */
const compress = promisify(gzip);

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

/**
 * Compresses answers for clients that accept gzip (RFC 9110 12.5.3). It is the only encoding that Prometheus asks for. A text that many
 * clients get at the same time is compressed once and held once. If clients are too slow to receive too many different ones, those that hold
 * the most are cut off.
 */
export function addCompression(app: FastifyInstance, maxBytes: number = maxHeldBytes): void {
  const plain = createSharedBodies((text) => Promise.resolve(Buffer.from(text)));
  const compressed = createSharedBodies((text) => compress(text));
  const held = createHeldAnswers(maxBytes);
  const parts = createPacedParts(partBytes, partsPerTurn);

  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < leastBytes || !isCompressible(reply)) return payload;
    // Caches keep the answer for clients with the same header only (RFC 9110 12.5.5).
    reply.header('vary', 'accept-encoding');
    const isGzip = acceptsGzip(request.headers['accept-encoding']);
    const shared = (isGzip ? compressed : plain).take(payload);
    reply.raw.once('close', shared.release);
    const body = await shared.body;
    if (isGzip) reply.header('content-encoding', 'gzip');
    reply.header('content-length', body.length);
    const { socket } = request.raw;
    const end = (): unknown => socket.destroy();
    reply.raw.once('close', held.add({ network: clientNetwork(request.ip), body, end }));
    if (body.length <= partBytes) return body;
    // Our own guards and the stream listen for the end of the answer, more than Node takes for a leak.
    reply.raw.setMaxListeners(mostListeners);
    return Readable.from(parts(body), { objectMode: false });
  });
}

function isCompressible(reply: FastifyReply): boolean {
  return compressible.test(String(reply.getHeader('content-type')));
}
