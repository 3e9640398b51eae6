import type { Severity } from '../../findings/severity/severity.js';
import type { NameVerdict, Report } from '../../probe/report.js';
import { type Html, html } from '../page/html.js';
import { countText } from '../../text/count-text.js';
import { clip } from './display-text.js';
import type { EndpointView } from '../../findings/target-view.js';
import { withinBudget } from './within-budget.js';

/** More names than a person reads. */
const budget = { items: 60, characters: 60_000 };

/**
 * Shows which endpoint's certificate covers which name. Names that some certificate does not cover come first. The endpoints' own addresses
 * share one row. Empty if clients use no other names, because each endpoint shows its own coverage. A cell has a word and a sign, because
 * many people cannot tell colours apart.
 */
export function coverageTable(target: string, endpoints: readonly EndpointView[]): Html {
  const reports = endpoints.map(({ report }) => report);
  const verdicts = reports.flatMap(({ names }) => names);
  const names = clientNames(verdicts);
  if (names.length === 0) return html``;
  const { shown, rest } = withinBudget(names, (name) => nameRow(name, reports), budget);
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Names and endpoints of ${target}"><table class="coverage">
<caption>Which names the certificates cover</caption>
<thead><tr><th scope="col">Name</th>${reports.map(({ address }) => html`<th scope="col">${breakable(address)}</th>`)}</tr></thead>
<tbody>${shown}${verdicts.some(isOwn) && ownRow(reports)}</tbody></table></div>${
    rest.length > 0 &&
    html`<p class="soft">${countText(rest.length, 'further name')} not shown here: ${uncoveredAmong(rest, verdicts)}.</p>`
  }`;
}

function isOwn({ role }: NameVerdict): boolean {
  return role === 'instance';
}

/** Returns each name once, the uncovered ones first. */
function clientNames(verdicts: readonly NameVerdict[]): readonly string[] {
  const client = verdicts.filter((verdict) => !isOwn(verdict));
  const uncovered = client.filter(({ covered }) => !covered);
  return [...new Set([...uncovered, ...client].map(({ name }) => name))];
}

function uncoveredAmong(names: readonly string[], verdicts: readonly NameVerdict[]): string {
  const uncovered = new Set(verdicts.filter(({ covered }) => !covered).map(({ name }) => name));
  const count = names.filter((name) => uncovered.has(name)).length;
  return count === 0 ? 'all are covered' : `${countText(count, 'name')} not covered everywhere`;
}

function nameRow(name: string, reports: readonly Report[]): Html {
  const cells = reports.map((report) => {
    const [verdict] = report.names.filter((each) => each.name === name);
    return verdict === undefined ? emptyCell(report) : verdictCell(verdict.covered ?? false, 'critical');
  });
  return html`<tr><th scope="row"><code>${clip(name, 253)}</code></th>${cells}</tr>
`;
}

function ownRow(reports: readonly Report[]): Html {
  const cells = reports.map((report) => {
    const own = report.names.filter(isOwn);
    const missing = own.filter(({ covered }) => !covered);
    if (own.length === 0) return emptyCell(report);
    return verdictCell(missing.length === 0, 'warning', clip(missing.map(({ name }) => name).join(', '), 253));
  });
  return html`<tr><th scope="row">the endpoint’s own address</th>${cells}</tr>
`;
}

/** `severity`: the severity of the findings about such names. */
function verdictCell(covered: boolean, severity: Severity, missing = ''): Html {
  return covered
    ? html`<td class="info"><span aria-hidden="true">✓</span> covered</td>`
    : html`<td class="${severity}"><span aria-hidden="true">✕</span> missing ${missing}</td>`;
}

/** The cell without a verdict: the name could not be checked, or it is not expected there. */
function emptyCell({ serving, failures }: Report): Html {
  return serving === undefined || failures.some(({ probe }) => probe === 'name')
    ? html`<td class="unknown"><span aria-hidden="true">?</span> unknown</td>`
    : html`<td class="soft"><span aria-hidden="true">–</span><span class="unseen">not expected here</span></td>`;
}

/** Allows a line break before the port. */
function breakable(address: string): Html {
  const [, host = address, port = ''] = /^(.*)(:\d+)$/.exec(address) ?? [];
  return html`${host}<wbr>${port}`;
}
