import fastify from 'fastify';
import type { Test } from 'tap';
import { nameTargets } from '../../src/discovery/targets.js';
import { systemClock } from '../../src/net/clock.js';
import { addStatusPage } from '../../src/web/status/status-routes.js';
import { fleetWith, nameOf } from '../fixtures/fleet.js';
import { now } from '../fixtures/report.js';

/** Control planes of the fleet. */
export const fleetSize = 50;

/** The first so many of them have something wrong, which is more than a page has. */
export const bad = 24;

export const clusterName = nameOf;

/**
 * The status page of a fleet, over HTTP. What was seen of it is given: to probe so many endpoints for each page takes longer than all that a browser does.
 * status-page.test.ts shows what was probed.
 */
export async function serveFleetPage(t: Test): Promise<string> {
  const faults = ['name', 'loopback', 'ending', 'down'] as const;
  const fleet = fleetWith(
    Array.from({ length: fleetSize }, (_, at) => (at < bad ? (faults[at % faults.length] ?? 'none') : 'none')),
    (at) => ({ cluster: nameOf(at) }),
  );
  // Some have three API servers, the others one: what judges accessibility takes seconds for each thousand elements.
  const reports = fleet.map((each, at) => (at < 8 ? each : { ...each, reports: each.reports.slice(0, 1) }));
  const app = fastify();
  t.teardown(() => app.close());
  const targets = nameTargets([]);
  addStatusPage(
    app,
    { observe: () => Promise.resolve({ reports, evidence: { files: [], serving: [] } }), targets: () => targets },
    {
      version: '0.1.0',
      telemetryPath: '/metrics',
      docs: { names: new Set() },
      clock: { ...systemClock, now: () => now },
    },
  );
  return `${await app.listen({ host: '127.0.0.1', port: 0 })}/`;
}
