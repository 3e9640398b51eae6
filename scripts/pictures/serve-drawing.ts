import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import type { Drawing } from './drawing.js';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Serves the renderer, which is installed in a folder, with one drawing. Resolves when it listens on loopback. */
export async function serveDrawing(renderer: string, drawing: Drawing): Promise<{ url: string; server: Server }> {
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/drawing.json') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(drawing));
      return;
    }
    const path = fileOf(renderer, new URL(url, 'http://localhost').pathname);
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    createReadStream(path)
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server without a port');
  return { url: `http://127.0.0.1:${address.port}/`, server };
}

/** Grafana's components ask for icons below /public. */
function fileOf(renderer: string, path: string): string {
  if (path === '/') return join(renderer, 'index.html');
  if (!path.startsWith('/public/')) return join(renderer, 'out', path);
  return join(renderer, 'node_modules/@grafana/ui/dist', path.replace('/public/build/', '/public/'));
}
