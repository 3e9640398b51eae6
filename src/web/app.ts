import compress from '@fastify/compress';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from '../log.js';
import type { Format, Rendered } from '../metrics/render.js';
import { landingPage } from './landing-page.js';
import { scrapeTimeout } from './scrape-timeout.js';

/** What the routes need; `buildApp` never listens. */
export interface AppDependencies {
  readonly telemetryPath: string;
  readonly version: string;
  readonly log: Logger;
  /** Looks at all targets within so many seconds. */
  readonly collect: (seconds: number, format: Format) => Promise<Rendered>;
}

export async function buildApp({ telemetryPath, version, log, collect }: AppDependencies): Promise<FastifyInstance> {
  const app = fastify({
    // Slow clients cannot hold a connection: headers and body within ten seconds, idle ones cut after a minute.
    requestTimeout: 10_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 60_000,
    bodyLimit: 1024,
  });
  await app.register(compress, { encodings: ['gzip'] });

  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error.message, path: request.url }, 'request failed');
    await reply
      .code(status)
      .type('text/plain; charset=utf-8')
      .send(status >= 500 ? 'internal error\n' : `${error.message}\n`);
  });
  app.setNotFoundHandler(async (_request, reply) => {
    await reply.code(404).type('text/plain; charset=utf-8').send('not found\n');
  });

  app.get(telemetryPath, async (request, reply) => {
    const seconds = scrapeTimeout(request.headers['x-prometheus-scrape-timeout-seconds']);
    const { contentType, body } = await collect(seconds, formatOf(request.headers.accept));
    await reply.header('content-type', contentType).send(body);
  });
  app.get('/-/healthy', async (_request, reply) => reply.type('text/plain; charset=utf-8').send('healthy\n'));
  app.get('/-/ready', async (_request, reply) => reply.type('text/plain; charset=utf-8').send('ready\n'));
  if (telemetryPath !== '/') {
    app.get('/', async (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(landingPage(telemetryPath, version)),
    );
  }
  return app;
}

function formatOf(accept: string | undefined): Format {
  return accept?.includes('application/openmetrics-text') ? 'openmetrics' : 'text';
}
