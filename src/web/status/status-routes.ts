import type { FastifyInstance } from 'fastify';
import type { Exporter } from '../../exporter/exporter.js';
import { findingsOf } from '../../findings/findings-of.js';
import type { Clock } from '../../probe/clock.js';
import type { Docs } from '../docs.js';
import type { Html } from '../html.js';
import { sendPage } from '../send-page.js';
import type { Links } from './status.js';
import { statusPage } from './status-page.js';

/** Seconds that a person waits for. What has not answered by then counts as timed out, as in a scrape. */
const patience = 10;

export interface StatusOptions {
  readonly version: string;
  readonly telemetryPath: string;
  readonly docs: Docs;
  readonly clock: Clock;
}

/** `/`: what a look shows now, for people. Looks are shared with scrapes, and the page with whoever asks for it meanwhile. */
export function addStatusPage(
  app: FastifyInstance,
  { look }: Pick<Exporter, 'look'>,
  { version, telemetryPath, docs, clock }: StatusOptions,
): void {
  const links = linksTo(telemetryPath, docs);
  const make = async (): Promise<Html> => {
    const seen = await look(patience);
    const now = clock.now();
    const findings = findingsOf(seen.reports, now, seen.evidence);
    return statusPage({ version, now, look: seen, findings, links });
  };

  let underWay: Promise<Html> | undefined;
  app.get('/', async (_request, reply) => {
    underWay ??= make().finally(() => {
      underWay = undefined;
    });
    return await sendPage(reply, await underWay);
  });
}

function linksTo(telemetryPath: string, { names }: Docs): Links {
  return {
    metrics: telemetryPath.replace(/^\//, ''),
    docs: names.size > 0 ? 'docs/' : undefined,
    runbook: (alert) => {
      const name = `runbooks/${alert}.md`;
      return names.has(name) ? `docs/${name}` : undefined;
    },
  };
}
