import type { FastifyInstance } from 'fastify';
import { findingSteps } from '../../findings/findings-of.js';
import type { Clock } from '../../net/clock.js';
import { inTurns } from '../../net/in-turns.js';
import { ownTurn } from '../../net/own-turn.js';
import { planSteps } from '../../plan/year-plan.js';
import type { Exporter } from '../../scrape/exporter.js';
import type { Html } from '../page/html.js';
import { sendPage } from '../page/send-page.js';
import { sharedAnswer } from './shared-answer.js';
import { statusPage } from './status-page.js';
import type { Links } from './status.js';

/** Seconds that the page waits for. Endpoints that have not answered by then count as timed out, as in a scrape. */
const patience = 10;

export interface StatusOptions {
  readonly version: string;
  readonly telemetryPath: string;
  /** The pages of the documentation that this installation has. */
  readonly docs: { readonly names: ReadonlySet<string> };
  readonly clock: Clock;
}

/** `/`: probes now and shows the result for people. Shares probes with scrapes. Requests at the same time get the same page. */
export function addStatusPage(
  app: FastifyInstance,
  { observe, targets }: Pick<Exporter, 'observe' | 'targets'>,
  { version, telemetryPath, docs, clock }: StatusOptions,
): void {
  const links = linksTo(telemetryPath, docs);
  const make = async (): Promise<Html> => {
    const observation = await observe(patience);
    const now = clock.now();
    const findings = await inTurns(findingSteps(observation.reports, now, observation.evidence), clock);
    const plan = await inTurns(planSteps(observation, now), clock);
    await ownTurn();
    return statusPage({ version, now, observation, findings, plan, links });
  };

  // After a reload, a page that was begun before it is not that of the new configuration.
  const page = sharedAnswer(make, targets);
  app.get('/', async (_request, reply) => await sendPage(reply, await page()));
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
