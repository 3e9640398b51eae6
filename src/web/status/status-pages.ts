import { rankedTargets } from '../../findings/cluster-view.js';
import type { Html } from '../page/html.js';
import { pageLink } from './page-link.js';
import { type PageQuery, wholePage } from './page-query.js';
import { noticePage } from './notice-page.js';
import { queryProblems } from './query-problems.js';
import { shownProblem } from './shown-problem.js';
import { shownTargets } from './shown-targets.js';
import type { Status } from './status.js';
import { statusPageSteps } from './status-page.js';

/** So many different parts of one observation are shown at the same time. Each is a page of up to a megabyte, and the whole one comes on top. */
const mostPages = 8;

interface PageAnswer {
  readonly code: 200 | 400;
  readonly page: Html;
}

/** Returns the page for a query; undefined: too many others were asked for at the same time. */
export type StatusPages = (query: PageQuery) => Promise<PageAnswer | undefined>;

/** Makes pages of one observation, each in steps that `run` takes. Equal queries get the same page. */
export function createStatusPages(
  status: Status,
  run: (steps: Generator<undefined, PageAnswer>) => Promise<PageAnswer>,
): StatusPages {
  const all = rankedTargets(status.observation.reports, status.findings);
  const pages = new Map<string, Promise<PageAnswer>>();
  function* steps(query: PageQuery): Generator<undefined, PageAnswer> {
    const shown = shownTargets(all, status.findings, query);
    yield;
    const problem = shownProblem(shown);
    return problem === undefined
      ? { code: 200, page: yield* statusPageSteps(status, shown) }
      : { code: 400, page: noticePage(status, 'This page cannot be shown', queryProblems([problem])) };
  }
  const whole = pageLink(wholePage);
  return async (query) => {
    const key = pageLink(query);
    const known = pages.get(key);
    if (known !== undefined) return await known;
    const parts = pages.size - (pages.has(whole) ? 1 : 0);
    // What everybody asks for is never refused because of what somebody asks for.
    if (key !== whole && parts >= mostPages) return undefined;
    const page = run(steps(query));
    pages.set(key, page);
    return await page;
  };
}
