import type { FastifyInstance, FastifyReply } from 'fastify';
import { findingSteps } from '../../findings/findings-of.js';
import type { Clock } from '../../net/clock.js';
import { inTurns } from '../../net/in-turns.js';
import { ownTurn } from '../../net/own-turn.js';
import { planSteps } from '../../plan/year-plan.js';
import type { Exporter } from '../../scrape/exporter.js';
import { html } from '../page/html.js';
import { sendPage } from '../page/send-page.js';
import { noticePage } from './notice-page.js';
import { pageLink } from './page-link.js';
import { type PageQuery, readPageQuery } from './page-query.js';
import { queryProblems } from './query-problems.js';
import { sharedAnswer } from './shared-answer.js';
import { createStatusPages, type StatusPages } from './status-pages.js';
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

/**
 * `/[?target=…][&severity=…][&page=…][&refresh=…]`: probes now and shows the result for people. Shares probes with scrapes. Requests at the same time
 * show the same observation, and those for the same get the same page.
 */
export function addStatusPage(
  app: FastifyInstance,
  { observe, targets }: Pick<Exporter, 'observe' | 'targets'>,
  { version, telemetryPath, docs, clock }: StatusOptions,
): void {
  const links = linksTo(telemetryPath, docs);
  const make = async (): Promise<StatusPages> => {
    const observation = await observe(patience);
    const now = clock.now();
    const findings = await inTurns(findingSteps(observation.reports, now, observation.evidence), clock);
    const plan = await inTurns(planSteps(observation, now), clock);
    await ownTurn();
    return createStatusPages({ version, now, observation, findings, plan, links }, async (steps) => {
      await ownTurn();
      return await inTurns(steps, clock);
    });
  };

  // After a reload, a page that was begun before it is not that of the new configuration.
  const pages = sharedAnswer(make, targets);
  app.get('/', async (request, reply) => {
    const read = readPageQuery(request.query);
    if (!read.ok) {
      const title = 'This page cannot be shown';
      return await sendPage(reply.code(400), noticePage({ version, links }, title, queryProblems(read.problems)));
    }
    refreshLater(reply, read.query);
    const answer = await (await pages())(read.query);
    if (answer !== undefined) return await sendPage(reply.code(answer.code), answer.page);
    const why = html`<p>Too many parts of the status page are asked for at the same time. Ask again in a second.</p>`;
    return await sendPage(
      reply.code(503).header('retry-after', '1'),
      noticePage({ version, links }, 'This page is not made now', why),
    );
  });
}

/**
 * Has the browser ask again, if that was asked for. The URL has no fragment: one that differs from the present URL by nothing else would only be
 * scrolled to. Also where a page cannot be shown now, because the next one may be.
 */
function refreshLater(reply: FastifyReply, query: PageQuery): void {
  if (query.refresh !== undefined) reply.header('refresh', `${query.refresh}; url=${pageLink(query)}`);
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
