import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { acceptsGzip } from './accepted-format.js';

/** Compression in a thread of libuv, so that a large answer does not hold the event loop. */
const compress = promisify(gzip);

/** A smaller answer fits into one packet as it is. */
const leastBytes = 1024;

/** The types of what is served: text, pages, JSON, and OpenMetrics, which no list of compressible types has. */
const compressible = /^(text\/|application\/(json|openmetrics-text)\b)/;

/** Compresses answers for clients that accept gzip (RFC 9110 12.5.3). It is the only encoding that Prometheus asks for. */
export function addCompression(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || Buffer.byteLength(payload) < leastBytes || !isCompressible(reply))
      return payload;
    // Caches keep the answer for clients with the same header only (RFC 9110 12.5.5).
    reply.header('vary', 'accept-encoding');
    if (!acceptsGzip(request.headers['accept-encoding'])) return payload;
    const compressed = await compress(payload);
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return compressed;
  });
}

function isCompressible(reply: FastifyReply): boolean {
  return compressible.test(String(reply.getHeader('content-type')));
}
