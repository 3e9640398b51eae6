import type { QueryProblem } from './page-query.js';
import type { ShownTargets } from './shown-targets.js';

/** Why a page cannot be shown, of which the parameters alone are in order: no target has this name now, or there is no such page. */
export function shownProblem({ query, named, pages }: ShownTargets): QueryProblem | undefined {
  const { target, page } = query;
  if (target !== undefined && named.length === 0)
    return {
      key: 'target',
      value: target,
      expected: 'a name that a target has now, in which each * stands for any text',
    };
  if (page <= pages) return undefined;
  return { key: 'page', value: String(page), expected: `a whole number from 1 to ${pages}, which is the last page` };
}
