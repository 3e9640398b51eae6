import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from '../log/log.js';
import { systemClock } from '../net/clock.js';
import type { Exporter } from '../scrape/exporter.js';
import { addBasicAuth } from './basic-auth.js';
import { addCompression, type PrepareAnswer } from './compression.js';
import { addCrossSiteGuard } from './cross-site-guard.js';
import { addDocsRoutes, findDocs } from './docs.js';
import { addDrain } from './drain.js';
import { createGate } from './gate.js';
import { addHealthRoutes } from './health.js';
import { createHttpServer, type Security } from './http-server.js';
import { addLifecycleRoutes } from './lifecycle-routes.js';
import { defaultLimits, type Limits } from './limits.js';
import { addMetricsRoute } from './metrics-routes.js';
import { noSchemas } from './no-schemas.js';
import { addPrintableAnswers, plainText } from './printable-answers.js';
import { addProbeRoute } from './probe-route.js';
import { addRateLimit } from './rate-limit.js';
import { addResponseHeaders } from './response-headers.js';
import { addServiceDiscovery } from './service-discovery.js';
import { addSlowClientLimits } from './slow-clients.js';
import { addPlanCalendar } from './status/plan-route.js';
import { addStatusPage } from './status/status-routes.js';

export interface AppOptions {
  readonly exporter: Exporter;
  readonly version: string;
  readonly telemetryPath: string;
  /** Maximum number of scrapes at once; 0: no limit. */
  readonly maxRequests: number;
  /** Whether clients may request a reload. */
  readonly enableLifecycle: boolean;
  readonly log: Pick<Logger, 'error'>;
  /** undefined: plain HTTP without a login. */
  readonly security?: Security | undefined;
  readonly limits?: Limits;
}

/** Builds the server with every route of the exporter. Does not listen. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { log, security, limits = defaultLimits } = options;
  const app = fastify({
    schemaController: noSchemas,
    bodyLimit: limits.bodyBytes,
    rewriteUrl: ({ url = '/' }) => (isRoutable(url) ? url : '/malformed'),
    // Both are answered in own-answers.ts, with all headers.
    clientErrorHandler: () => undefined,
    return503OnClosing: false,
    serverFactory: (handler) => createHttpServer(handler, limits, security),
  });
  addPrintableAnswers(app);
  const prepare = addCompression(app);
  app.addHook('onRequest', async (_request, reply) => {
    reply.type(plainText).header('x-content-type-options', 'nosniff');
  });
  // No route reads a body, so bodies of all types are discarded.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
  addDrain(app, limits.grace, (requests) => log.error({ requests }, 'requests cut off at shutdown'));
  addSlowClientLimits(app, limits.answer);
  if (security) {
    addResponseHeaders(app, security.web);
    addRateLimit(app, security.web, systemClock.monotonic);
    addBasicAuth(app, security.web);
  }
  addCrossSiteGuard(app);
  answerErrors(app, log);
  addRoutes(app, options, prepare);
  return app;
}

function addRoutes(
  app: FastifyInstance,
  { exporter, version, telemetryPath, maxRequests, enableLifecycle }: AppOptions,
  prepare: PrepareAnswer,
): void {
  const answers = { gate: createGate(maxRequests), prepare };
  addMetricsRoute(app, exporter, telemetryPath, answers);
  addProbeRoute(app, exporter, answers);
  addServiceDiscovery(app, exporter);
  addHealthRoutes(app);
  addLifecycleRoutes(app, exporter, enableLifecycle);
  if (telemetryPath !== '/') {
    const docs = findDocs();
    addStatusPage(app, exporter, { version, telemetryPath, docs, clock: systemClock });
    addPlanCalendar(app, exporter, systemClock);
    addDocsRoutes(app, docs, version);
  }
}

/** Says to clients what was wrong with their request. Hides the details of internal errors. */
function answerErrors(app: FastifyInstance, log: Pick<Logger, 'error'>): void {
  app.setErrorHandler(async (error: Error & { readonly statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ path: request.routeOptions.url, error: error.message }, 'request failed');
    await reply.code(status).send(status >= 500 ? 'internal error\n' : `${error.message}\n`);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send('not found\n'));
}

/** Fastify answers requests that its router cannot parse before any hook runs, so without login, rate limit and headers. */
function isRoutable(url: string): boolean {
  try {
    decodeURI(url.replace(/\?.*/s, ''));
    return /^(\/|https?:\/\/[^/?#@]+\/)/.test(url);
  } catch {
    return false;
  }
}
