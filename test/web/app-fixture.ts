import type { AddressInfo, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Test } from 'tap';
import type { Format } from '../../src/metrics/render.js';
import type { Exporter } from '../../src/scrape/exporter.js';
import { openToAll, type WebConfig } from '../../src/web-config/web-config.js';
import { type AppOptions, buildApp } from '../../src/web/app.js';
import type { Security } from '../../src/web/http-server.js';
import { report, target } from '../fixtures/report.js';
import { onePiece } from '../fixtures/whole-text.js';
import { singleGroup } from '../../src/discovery/target-group.js';
import type { TargetSource } from '../../src/discovery/target-source.js';
import { nameTargets } from '../../src/discovery/targets.js';

const unasked: TargetSource = {
  name: 'prod',
  labels: {},
  timeout: 5,
  find: () => Promise.reject(new Error('not asked')),
};

export function rendered(format: Format) {
  return onePiece({
    contentType: format === 'text' ? 'text/plain' : 'application/openmetrics-text',
    body: `${format}\n`.repeat(500),
  });
}

/** The whole app with a fake exporter, whose only target is `prod`. */
export async function appOf(
  t: Test,
  exporter: Partial<Exporter> = {},
  options: Partial<Omit<AppOptions, 'exporter' | 'log'>> = {},
): Promise<{ app: FastifyInstance; errors: unknown[] }> {
  const errors: unknown[] = [];
  const app = await buildApp({
    telemetryPath: '/metrics',
    maxRequests: 40,
    enableLifecycle: true,
    version: '1.2.3',
    ...options,
    log: { error: (fields: unknown) => errors.push(fields) },
    exporter: {
      collect: (_seconds, format) => Promise.resolve(rendered(format)),
      probe: (request, _seconds, format) =>
        Promise.resolve(
          request.target === 'prod'
            ? { ok: true, report: target(report()), rendered: rendered(format) }
            : { ok: false, because: 'unknown_target' },
        ),
      observe: () => Promise.resolve({ reports: [], evidence: { files: [], serving: [] } }),
      targets: () => nameTargets([singleGroup(unasked)]),
      reload: () => Promise.resolve({ ok: true }),
      ...exporter,
    },
  });
  t.teardown(() => app.close());
  return { app, errors };
}

/** A web configuration without TLS that can be changed at any time. */
export function securityOf(first: Partial<WebConfig>): Security & { change: (config: Partial<WebConfig>) => void } {
  let config: WebConfig = { ...openToAll, ...first };
  const unused = (): never => {
    throw new Error('no TLS here');
  };
  return {
    web: { current: () => config, reload: unused },
    decode: unused,
    refused: unused,
    change: (next) => {
      config = { ...openToAll, ...next };
    },
  };
}

/** Listens on a free port of 127.0.0.1. */
export async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

/** A promise, and the function that resolves it. */
export function pending<T>(): { readonly promise: Promise<T>; readonly keep: (value: T) => void } {
  let keep: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}

/** Resolves when the socket is closed, for whatever reason. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.on('error', () => undefined).once('close', () => resolve()));
}
