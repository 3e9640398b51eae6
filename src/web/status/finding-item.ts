import type { Detail, Finding } from '../../findings/findings-of.js';
import { type Html, html } from '../html.js';
import { clip, countText } from './display-text.js';
import { remedyPart } from './remedy-part.js';
import { runbooks } from './runbooks.js';
import { severityBadge } from './severity-badge.js';
import type { Links } from './status.js';
import { withinBudget } from './within-budget.js';

const budget = { items: 12, characters: 12_000 };
const longest = 600;
const mostPlaces = 8;

export interface FindingItemOptions {
  /** From 1. */
  readonly number: number;
  /** Of an earlier finding with the same remedy, which is not told twice. */
  readonly told: number | undefined;
  /** The section on its target, if there is one. */
  readonly section: string | undefined;
  readonly runbook: Links['runbook'];
}

/** One finding: what is wrong, where, and what to do about it, to unfold. */
export function findingItem(finding: Finding, { number, told, section, runbook }: FindingItemOptions): Html {
  const { id, severity, title, target, details } = finding;
  const { shown, rest } = withinBudget(details, detailItem, budget);
  const alert = runbooks[id];
  const page = alert === undefined ? undefined : runbook(alert);
  return html`<li class="finding ${severity}" id="finding-${number}">
<h3>${severityBadge(severity, 'finding')} ${title}</h3>
<p class="where">${target === undefined ? 'Files' : html`Target ${section === undefined ? target : html`<a href="#${section}">${target}</a>`}`}</p>
<ul class="evidence">${shown}${rest.length > 0 && html`<li>and ${countText(rest.length, 'more')}</li>`}</ul>
<div class="act">${whatToDo(finding, number, told)}${page !== undefined && html`<a href="${page}" aria-label="Runbook ${alert}">Runbook</a>`}</div>
</li>
`;
}

function whatToDo(finding: Finding, number: number, told: number | undefined): Html {
  if (told !== undefined) return html`<p>What to do: <a href="#finding-${told}">as for finding ${told}</a></p>`;
  return html`<details><summary>What to do<span class="unseen"> about finding ${number}</span></summary><div class="more">${remedyPart(finding)}</div></details>`;
}

/** The endpoints, or the files, and what was seen there. */
function detailItem({ addresses, files = [], text }: Detail): Html {
  const places = [...addresses, ...files];
  const more = places.length - mostPlaces;
  const shown = places
    .slice(0, mostPlaces)
    .map((place, at) => html`${at > 0 && ', '}<code>${clip(place, longest)}</code>`);
  return html`<li>${shown}${more > 0 && ` and ${more} more`}${places.length > 0 && ': '}${clip(text, longest)}</li>`;
}
