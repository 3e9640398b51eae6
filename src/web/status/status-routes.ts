import type { FastifyInstance } from 'fastify';
import { findingsOf } from '../../findings/findings-of.js';
import type { Clock } from '../../net/clock.js';
import type { Exporter } from '../../scrape/exporter.js';
import type { Html } from '../page/html.js';
import { sendPage } from '../page/send-page.js';
import { statusPage } from './status-page.js';
import type { Links } from './status.js';

/** Seconds that a person waits for. What has not answered by then counts as timed out, as in a scrape. */
const patience = 10;

export interface StatusOptions {
  readonly version: string;
  readonly telemetryPath: string;
  /** The pages of the documentation that this installation has. */
  readonly docs: { readonly names: ReadonlySet<string> };
  readonly clock: Clock;
}

/** `/`: what a look shows now, for people. Looks are shared with scrapes, and the page with whoever asks for it meanwhile. */
export function addStatusPage(
  app: FastifyInstance,
  { observe }: Pick<Exporter, 'observe'>,
  { version, telemetryPath, docs, clock }: StatusOptions,
): void {
  const links = linksTo(telemetryPath, docs);
  const make = async (): Promise<Html> => {
    const observation = await observe(patience);
    const now = clock.now();
    const findings = findingsOf(observation.reports, now, observation.evidence);
    return statusPage({ version, now, observation, findings, links });
  };

  let underWay: Promise<Html> | undefined;
  app.get('/', async (_request, reply) => {
    underWay ??= make().finally(() => {
      underWay = undefined;
    });
    return await sendPage(reply, await underWay);
  });
}

function linksTo(telemetryPath: string, { names }: StatusOptions['docs']): Links {
  return {
    metrics: telemetryPath.replace(/^\//, ''),
    docs: names.size > 0 ? 'docs/' : undefined,
    runbook: (alert) => {
      const name = `runbooks/${alert}.md`;
      return names.has(name) ? `docs/${name}` : undefined;
    },
  };
}
