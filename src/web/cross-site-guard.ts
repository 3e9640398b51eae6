import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Methods that change nothing (RFC 9110 9.2.1). */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Answers 403 to a request that could change something and that a page of another site has caused in somebody's browser. */
export function addCrossSiteGuard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (safeMethods.has(request.method) || !isCrossSite(request.headers)) return;
    return await reply.code(403).send('a page of another site may not request this\n');
  });
}

/**
 * Whether a page of another origin caused the request. Browsers say so in Sec-Fetch-Site (Fetch Metadata) or, over plain HTTP, which lacks
 * it, in Origin (RFC 6454), which is `null` for files and sandboxes. Programs such as curl send neither. These are the rules of
 * http.CrossOriginProtection in Go.
 */
export function isCrossSite(headers: IncomingHttpHeaders): boolean {
  const { origin, host = '' } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (origin === undefined) return false;
  return hostIn(origin) !== host.toLowerCase();
}

/** Returns host and port of an origin; undefined: it is not that of a page. Neither it nor Host has the default port of its scheme. */
function hostIn(origin: string): string | undefined {
  return /^https?:\/\/([^/\s]+)$/i.exec(origin)?.[1]?.toLowerCase();
}
