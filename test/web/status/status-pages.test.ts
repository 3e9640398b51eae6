import t from 'tap';
import { allSteps } from '../../../src/findings/all-steps.js';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { yearPlan } from '../../../src/plan/year-plan.js';
import { markupOf } from '../../../src/web/page/html.js';
import { wholePage } from '../../../src/web/status/page-query.js';
import { createStatusPages, type StatusPages } from '../../../src/web/status/status-pages.js';
import { fleetOf, nameOf } from '../../fixtures/fleet.js';
import { now } from '../../fixtures/report.js';

type Run = Parameters<typeof createStatusPages>[1];

const atOnce: Run = (steps) => Promise.resolve(allSteps(steps));

function pagesOf(run: Run = atOnce): StatusPages {
  const reports = fleetOf(30, { 3: 'name', 17: 'ending' });
  const links = { metrics: 'metrics', docs: undefined, runbook: () => undefined };
  const observation = { reports, evidence: { files: [], serving: [] } };
  const [findings, plan] = [findingsOf(reports, now), yearPlan(observation, now)];
  return createStatusPages({ version: '1', now, observation, findings, plan, links }, run);
}

const named = (at: number) => ({ ...wholePage, target: nameOf(at) });

void t.test('equal queries get the same page, each page has steps of its own', async (t) => {
  let made = 0;
  const pages = pagesOf((steps) => {
    made += 1;
    return atOnce(steps);
  });
  const [first, second, other] = await Promise.all([pages(named(3)), pages(named(3)), pages(named(4))]);
  t.equal(first, second);
  t.not(first, other);
  t.equal(made, 2);
  t.equal(first?.code, 200);
  t.match(markupOf(first?.page), new RegExp(`<section class="target"[^]*${nameOf(3)}`));
});

void t.test('what cannot be shown is said with 400, and is no state of a target', async (t) => {
  const pages = pagesOf();
  for (const change of [{ target: '<b>*' }, { page: 7 }]) {
    const answer = await pages({ ...wholePage, ...change });
    t.equal(answer?.code, 400);
    const shown = markupOf(answer?.page);
    t.match(shown, '<title>This page cannot be shown');
    t.notMatch(shown, /<b>|All is well|critical finding/);
  }
});

void t.test('few different pages at a time, and always the whole one', async (t) => {
  const pages = pagesOf();
  const some = await Promise.all(Array.from({ length: 12 }, (_, at) => pages(named(at))));
  t.equal(some.filter((answer) => answer !== undefined).length, 8);
  t.equal(await pages(named(11)), undefined);
  t.equal((await pages(named(0)))?.code, 200, 'it is there already');
  const whole = await pages(wholePage);
  t.equal(whole?.code, 200);
  t.equal(await pages(wholePage), whole);
});
