import { clusterOf, firstEndOf, isBad, isFleetEntry } from '../../findings/cluster-view.js';
import type { TargetView } from '../../findings/target-view.js';
import { countText } from '../../text/count-text.js';
import { dateText, spanText } from '../../text/time-text.js';
import { type Html, html } from '../page/html.js';
import type { FindingItemOptions } from './finding-item.js';
import { severityBadge } from './severity-badge.js';
import { withinBudget } from './within-budget.js';

const budgets = {
  bad: { items: 500, characters: 150_000 },
  fine: { items: 3000, characters: 100_000 },
} as const;

/** One line for each target with which something is wrong, in this order, and one compact list of those that are fine. */
export function fleetSection(views: readonly TargetView[], hrefOf: FindingItemOptions['hrefOf'], now: number): Html {
  const bad = views.filter(isBad);
  const fine = views.filter((view) => !isBad(view) && !isFleetEntry(view));
  return html`${bad.length > 0 && badTable(bad, hrefOf, now)}${fine.length > 0 && fineList(fine)}`;
}

function badTable(views: readonly TargetView[], hrefOf: FindingItemOptions['hrefOf'], now: number): Html {
  const hasClusters = views.some((view) => clusterOf(view) !== undefined);
  const { shown, rest } = withinBudget(views, (view) => row(view, hasClusters, hrefOf, now), budgets.bad);
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Targets with which something is wrong"><table class="list">
<thead><tr><th scope="col">State</th>${hasClusters && html`<th scope="col">Cluster</th>`}<th scope="col">Target</th><th scope="col">Affected</th><th scope="col">First end</th><th scope="col">Critical</th><th scope="col">Unknown</th><th scope="col">Warnings</th></tr></thead>
<tbody>${shown}</tbody></table></div>${
    rest.length > 0 &&
    html`<p class="soft">${countText(rest.length, 'further target')}, no worse than these, not shown here. The metrics include all of them.</p>`
  }`;
}

function row(view: TargetView, hasClusters: boolean, hrefOf: FindingItemOptions['hrefOf'], now: number): Html {
  const { name } = view.report.target;
  const href = hrefOf(name);
  const counts = (['critical', 'unknown', 'warning'] as const).map((severity) => {
    const count = view.findings.filter((finding) => finding.severity === severity).length;
    return html`<td class="${count > 0 && severity}">${count}</td>`;
  });
  return html`<tr><td>${severityBadge(view.severity, 'state')}</td>${hasClusters && html`<td>${clusterOf(view)}</td>`}<td>${href === undefined ? name : html`<a href="${href}">${name}</a>`}</td><td>${affected(view)}</td><td>${firstEndText(view, now)}</td>${counts}</tr>
`;
}

function affected({ endpoints, report: { fleet } }: TargetView): string {
  if (fleet !== undefined) return `a fleet of ${countText(fleet.targets, 'target')}`;
  return endpoints.length === 0
    ? 'no endpoint known'
    : `${endpoints.filter(isBad).length} of ${countText(endpoints.length, 'endpoint')}`;
}

function firstEndText(view: TargetView, now: number): string {
  const end = firstEndOf(view);
  if (end === Infinity) return '?';
  return `${dateText(end).slice(0, 10)}, ${end < now ? `${spanText(now - end)} ago` : `in ${spanText(end - now)}`}`;
}

function fineList(views: readonly TargetView[]): Html {
  const { shown, rest } = withinBudget(views, ({ report: { target } }) => html`<li>${target.name}</li>`, budgets.fine);
  const count = `${countText(views.length, 'target')} ${views.length === 1 ? 'is' : 'are'} fine`;
  return html`<details><summary>${count}</summary><ul class="names">${shown}${rest.length > 0 && html`<li>and ${countText(rest.length, 'more target')}</li>`}</ul></details>
`;
}
