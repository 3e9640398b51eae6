import type { Report } from '../../probe/report.js';
import { type Html, html } from '../html.js';
import { clip, countText } from './display-text.js';
import type { EndpointView } from './target-view.js';
import { withinBudget } from './within-budget.js';

/** More names than a person looks through. */
const budget = { items: 60, characters: 60_000 };

/**
 * Names beside endpoints: which certificate covers what, those that some endpoint does not cover first. Nothing where no name is expected. A
 * cell has a word and a sign, since colour alone says nothing to many people.
 */
export function coverageTable(endpoints: readonly EndpointView[]): Html {
  const names = expectedNames(endpoints);
  if (names.length === 0) return html``;
  const { shown, rest } = withinBudget(names, ({ name, role }) => row(name, role, endpoints), budget);
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Names and endpoints"><table class="coverage">
<caption>Which names the certificates cover</caption>
<thead><tr><th scope="col">Name</th>${endpoints.map(({ report }) => html`<th scope="col">${breakable(report.address)}</th>`)}</tr></thead>
<tbody>${shown}</tbody></table></div>${
    rest.length > 0 &&
    html`<p class="soft">${countText(rest.length, 'further name')}, of which ${uncoveredAmong(rest)}.</p>`
  }`;
}

interface Expected {
  readonly name: string;
  readonly role: string;
  readonly covered: boolean;
}

function expectedNames(endpoints: readonly EndpointView[]): readonly Expected[] {
  const names = new Map<string, Expected>();
  for (const { name, role, covered } of endpoints.flatMap(({ report }) => report.names)) {
    names.set(name, { name, role, covered: covered && (names.get(name)?.covered ?? true) });
  }
  return [...names.values()].toSorted((a, b) => Number(a.covered) - Number(b.covered));
}

function uncoveredAmong(names: readonly Expected[]): string {
  const count = names.filter(({ covered }) => !covered).length;
  return count === 0 ? 'all are covered' : `${countText(count, 'name')} not covered by some endpoint`;
}

function row(name: string, role: string, endpoints: readonly EndpointView[]): Html {
  return html`<tr><th scope="row"><code>${clip(name, 253)}</code>${role === 'instance' && html` <small>own address</small>`}</th>${endpoints.map(({ report }) => cell(name, report))}</tr>
`;
}

function cell(name: string, { names, serving, failures }: Report): Html {
  const verdict = names.find((each) => each.name === name);
  if (verdict?.covered === true) return html`<td class="info"><span aria-hidden="true">✓</span> covered</td>`;
  if (verdict?.covered === false) return html`<td class="critical"><span aria-hidden="true">✕</span> missing</td>`;
  const unjudged = serving === undefined || failures.some(({ probe }) => probe === 'name');
  if (unjudged) return html`<td class="unknown"><span aria-hidden="true">?</span> unknown</td>`;
  return html`<td class="soft"><span aria-hidden="true">–</span> <span class="unseen">not expected here</span></td>`;
}

/** May be broken before the port. */
function breakable(address: string): Html {
  const [, host = address, port = ''] = /^(.*)(:\d+)$/.exec(address) ?? [];
  return html`${host}<wbr>${port}`;
}
