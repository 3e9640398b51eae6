import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../net/clock.js';
import { inTurns } from '../../net/in-turns.js';
import { ownTurn } from '../../net/own-turn.js';
import { planCalendar } from '../../plan/plan-calendar.js';
import { planSteps } from '../../plan/year-plan.js';
import type { Exporter } from '../../scrape/exporter.js';
import { sharedAnswer } from './shared-answer.js';

/** Seconds that a calendar waits for, as the status page does. */
const patience = 10;

/**
 * `/plan.ics`: probes now, and writes the year ahead as a calendar. Shares probes with scrapes; calendars that ask at the same time get the same text.
 */
export function addPlanCalendar(
  app: FastifyInstance,
  { observe, targets }: Pick<Exporter, 'observe' | 'targets'>,
  clock: Clock,
): void {
  const calendar = sharedAnswer(async () => {
    const observation = await observe(patience);
    const plan = await inTurns(planSteps(observation, clock.now()), clock);
    await ownTurn();
    return planCalendar(plan);
  }, targets);
  app.get('/plan.ics', async (_request, reply) => {
    const text = await calendar();
    // Each request needs its own login, as that of the page does.
    return await reply.type('text/calendar; charset=utf-8').header('cache-control', 'no-store').send(text);
  });
}
