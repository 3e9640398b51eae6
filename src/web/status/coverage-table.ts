import { groupBy } from '../../findings/group-by.js';
import { nameRefusalReason } from '../../findings/name-refusal.js';
import type { Severity } from '../../findings/severity/severity.js';
import type { NameVerdict, Report } from '../../probe/report.js';
import { clip } from '../../text/clip.js';
import type { RefusalReason } from '../../x509/go-refusal.js';
import { type Html, html } from '../page/html.js';
import { countText } from '../../text/count-text.js';
import type { EndpointView } from '../../findings/target-view.js';
import { withinBudget } from './within-budget.js';

/** More names than a person reads. */
const budget = { items: 60, characters: 60_000 };

/**
 * Shows at which endpoint clients refuse which name, and why. Names that are refused somewhere come first. The endpoints' own addresses
 * share one row. Empty if clients use no other names, because each endpoint shows its own coverage. A cell has a word and a sign, because
 * many people cannot tell colours apart.
 */
export function coverageTable(target: string, endpoints: readonly EndpointView[]): Html {
  const reports = endpoints.map(({ report }) => report);
  const verdicts = reports.flatMap(({ names }) => names);
  const names = clientNames(verdicts, reports);
  if (names.length === 0) return html``;
  const columns = reports.map((report) => ({ report, byName: groupBy(report.names, (verdict) => verdict.name) }));
  const { shown, rest } = withinBudget(names, (name) => nameRow(name, columns), budget);
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Names and endpoints of ${target}"><table class="coverage">
<caption>Which names clients accept</caption>
<thead><tr><th scope="col">Name</th>${reports.map(({ address }) => html`<th scope="col">${breakable(address)}</th>`)}</tr></thead>
<tbody>${shown}${verdicts.some(isOwn) && ownRow(reports)}</tbody></table></div>${
    rest.length > 0 &&
    html`<p class="soft">${countText(rest.length, 'further name')} not shown here: ${refusedAmong(rest, verdicts)}.</p>`
  }`;
}

function isOwn({ role }: NameVerdict): boolean {
  return role === 'instance';
}

/** Returns each name once, the refused ones first, and last those that no endpoint has a verdict on. */
function clientNames(verdicts: readonly NameVerdict[], reports: readonly Report[]): readonly string[] {
  const client = verdicts.filter((verdict) => !isOwn(verdict));
  const notHere = reports.flatMap(({ namesNotHere }) => namesNotHere).filter(({ role }) => role === 'client');
  return [...new Set([...client.filter(isRefused), ...client, ...notHere].map(({ name }) => name))];
}

function isRefused(verdict: NameVerdict): boolean {
  return nameRefusalReason(verdict) !== undefined;
}

function refusedAmong(names: readonly string[], verdicts: readonly NameVerdict[]): string {
  const refused = new Set(verdicts.filter(isRefused).map(({ name }) => name));
  const count = names.filter((name) => refused.has(name)).length;
  return count === 0 ? 'all are covered' : `${countText(count, 'name')} refused somewhere`;
}

interface Column {
  readonly report: Report;
  readonly byName: ReadonlyMap<string, readonly NameVerdict[]>;
}

function nameRow(name: string, columns: readonly Column[]): Html {
  const cells = columns.map(({ report, byName }) => {
    const [verdict] = byName.get(name) ?? [];
    return verdict === undefined ? emptyCell(report, name) : verdictCell([verdict], 'critical');
  });
  return html`<tr><th scope="row"><code>${clip(name, 253)}</code></th>${cells}</tr>
`;
}

function ownRow(reports: readonly Report[]): Html {
  const cells = reports.map((report) => {
    const own = report.names.filter(isOwn);
    if (own.length === 0) return emptyCell(report);
    const refused = own.filter(isRefused).map(({ name }) => name);
    return verdictCell(own, 'warning', clip(refused.join(', '), 253));
  });
  return html`<tr><th scope="row">the endpoint’s own address</th>${cells}</tr>
`;
}

/** `missing`: the severity of the findings about names like these that the certificate lacks. Any other refusal is critical. */
function verdictCell(verdicts: readonly NameVerdict[], missing: Severity, names = ''): Html {
  const reasons = new Set(verdicts.flatMap((verdict) => nameRefusalReason(verdict) ?? []));
  if (reasons.size === 0) return html`<td class="info"><span aria-hidden="true">✓</span> covered</td>`;
  const severity = [...reasons].every((reason) => reason === 'name') ? missing : 'critical';
  const words = [...reasons].map((reason) => (reason === 'name' ? 'missing' : `refused: ${reasonWords[reason]}`));
  return html`<td class="${severity}"><span aria-hidden="true">✕</span> ${words.join(', ')} ${names}</td>`;
}

/** Short words for a cell. */
const reasonWords = {
  expired: 'expired',
  not_yet_valid: 'not yet valid',
  unknown_authority: 'unknown CA',
  usage: 'usage',
  name_constraint: 'name constraint',
  path: 'path',
  malformed: 'malformed',
  unsupported: 'not supported',
} as const satisfies Record<Exclude<RefusalReason, 'name'>, string>;

/** The cell without a verdict: the name could not be checked, or it is not expected there. */
function emptyCell({ serving, failures, namesNotHere }: Report, name?: string): Html {
  if (namesNotHere.some((each) => (name === undefined ? each.role === 'instance' : each.name === name)))
    return html`<td class="soft"><span aria-hidden="true">–</span> not reachable here</td>`;
  return serving === undefined || failures.some(({ probe }) => probe === 'name')
    ? html`<td class="unknown"><span aria-hidden="true">?</span> unknown</td>`
    : html`<td class="soft"><span aria-hidden="true">–</span><span class="unseen">not expected here</span></td>`;
}

/** Allows a line break before the port. */
function breakable(address: string): Html {
  const [, host = address, port = ''] = /^(.*)(:\d+)$/.exec(address) ?? [];
  return html`${host}<wbr>${port}`;
}
