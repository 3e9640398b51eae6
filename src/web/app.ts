import compress from '@fastify/compress';
import fastify, { type FastifyInstance } from 'fastify';
import type { Exporter } from '../exporter/exporter.js';
import type { Logger } from '../log.js';
import { systemClock } from '../probe/clock.js';
import { findDocs } from './docs.js';
import { addDocsRoutes } from './docs-routes.js';
import { addLifecycleRoutes } from './lifecycle-routes.js';
import { addMetricsRoutes, type MetricsOptions } from './metrics-routes.js';
import { addServiceDiscovery } from './service-discovery.js';
import { addStatusPage } from './status/status-routes.js';

export interface AppOptions extends MetricsOptions {
  readonly exporter: Exporter;
  readonly version: string;
  readonly log: Pick<Logger, 'error'>;
}

/** Every route of the exporter; never listens. */
export async function buildApp({ exporter, version, log, ...options }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    // Slow clients cannot hold a connection: Node and Fastify leave all of these off, or at minutes.
    requestTimeout: 10_000,
    keepAliveTimeout: 75_000,
    connectionTimeout: 120_000,
    bodyLimit: 1024,
    forceCloseConnections: 'idle',
  });
  // The types have to be named: OpenMetrics' own is on no list of compressible ones.
  await app.register(compress, { encodings: ['gzip'], customTypes: /^(text\/|application\/(json|openmetrics-text))/ });
  app.addHook('onRequest', async (_request, reply) => {
    reply.type('text/plain; charset=utf-8').header('x-content-type-options', 'nosniff');
  });
  answerErrors(app, log);

  addMetricsRoutes(app, exporter, options);
  addServiceDiscovery(app, exporter);
  addLifecycleRoutes(app, exporter);
  if (options.telemetryPath !== '/') {
    const docs = findDocs();
    addStatusPage(app, exporter, { version, telemetryPath: options.telemetryPath, docs, clock: systemClock });
    addDocsRoutes(app, docs, version);
  }
  return app;
}

/** A client learns what it did wrong, and of our own faults only that there was one. */
function answerErrors(app: FastifyInstance, log: Pick<Logger, 'error'>): void {
  app.setErrorHandler(async (error: Error & { readonly statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ path: request.routeOptions.url, error: error.message }, 'request failed');
    await reply.code(status).send(status >= 500 ? 'internal error\n' : `${error.message}\n`);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send('not found\n'));
}
