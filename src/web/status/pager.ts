import { countText } from '../../text/count-text.js';
import { type Html, html } from '../page/html.js';
import { pageLink } from './page-link.js';
import { type ShownTargets, targetsPerPage } from './shown-targets.js';

/** How many pages before and after this one have links, beside the first and the last one. */
const near = 2;

type Paged = Pick<ShownTargets, 'query' | 'pages' | 'detailed'>;

/** Links to the other pages of targets. Nothing if there is one page alone. */
export function pager({ query, pages, detailed }: Paged): Html | undefined {
  if (pages < 2) return undefined;
  const numbers = Array.from({ length: pages }, (_, at) => at + 1).filter(
    (number) => number === 1 || number === pages || Math.abs(number - query.page) <= near,
  );
  const links = numbers.map((number, at) => {
    const isAfterGap = number - (numbers[at - 1] ?? 0) > 1;
    const current = number === query.page && html` aria-current="page"`;
    return html`${isAfterGap && html`<li aria-hidden="true">…</li> `}<li><a href="${pageLink({ ...query, page: number })}#targets"${current}><span class="unseen">Page </span>${number}</a></li> `;
  });
  return html`<nav class="pager" aria-label="Pages of targets"><p>In full: ${rangeText(query.page, detailed.length)} of ${countText(detailed.length, 'target')}, the worst first.</p>
<ul class="names">${links}</ul></nav>
`;
}

/** A link to the next page, for the end of this one. */
export function nextPage({ query, pages, detailed }: Paged): Html | undefined {
  if (query.page >= pages) return undefined;
  const next = query.page + 1;
  return html`<p><a rel="next" href="${pageLink({ ...query, page: next })}#targets">Next: targets ${rangeText(next, detailed.length)}</a></p>
`;
}

function rangeText(page: number, count: number): string {
  const last = Math.min(count, page * targetsPerPage);
  const first = (page - 1) * targetsPerPage + 1;
  return first === last ? String(first) : `${first} to ${last}`;
}
