import type { Detail, Finding } from '../../findings/findings-of.js';
import { type Html, html } from '../page/html.js';
import { isNothingToDo } from '../../findings/remedies/remedy.js';
import type { FindingGroup } from '../../findings/finding-group.js';
import { clip } from '../../text/clip.js';
import { remedyPart } from './remedy-part.js';
import { severityBadge } from './severity-badge.js';
import type { Links } from './status.js';
import { withinBudget } from './within-budget.js';

const budget = { items: 15, characters: 12_000 };
const longest = 600;
const mostPlaces = 8;

export interface FindingItemOptions {
  /** From 1. */
  readonly number: number;
  /** The number of an earlier finding with the same remedy, which is not shown twice. */
  readonly sameRemedyAs: number | undefined;
  /** A link to what is shown of a target, if there is more. */
  readonly hrefOf: (target: string | undefined) => string | undefined;
  readonly runbook: Links['runbook'];
}

/** Shows what is wrong and where. What to do about it is folded. */
export function findingItem(group: FindingGroup, { number, sameRemedyAs, hrefOf, runbook }: FindingItemOptions): Html {
  const [{ severity, title, runbook: alert }] = group;
  const seen = group.flatMap(({ target, details }) => details.map((detail) => ({ target, detail })));
  const { shown, rest } = withinBudget(
    seen,
    ({ target, detail }) => html`<li>${targetLink(target, hrefOf)} ${evidence(detail)}</li>`,
    budget,
  );
  const page = alert === undefined ? undefined : runbook(alert);
  return html`<li class="finding ${severity}" id="finding-${number}">
<h3>${severityBadge(severity, 'finding')} ${title}</h3>
<ul class="evidence">${shown}${rest.length > 0 && html`<li>and ${rest.length} more</li>`}</ul>
<div class="act">${whatToDo(group, number, sameRemedyAs)}${page !== undefined && html`<a href="${page}" aria-label="Runbook ${alert}">Runbook</a>`}</div>
</li>
`;
}

function targetLink(target: string | undefined, hrefOf: FindingItemOptions['hrefOf']): Html | undefined {
  if (target === undefined) return undefined;
  const href = hrefOf(target);
  return href === undefined ? html`<strong>${target}</strong>` : html`<a href="${href}">${target}</a>`;
}

/** Shows the endpoints or files, and what was observed there. Go's words are bounded where the finding is made. */
function evidence({ addresses, files = [], text, words = [] }: Detail): Html {
  const places = [...addresses, ...files];
  const more = places.length - mostPlaces;
  const shown = places
    .slice(0, mostPlaces)
    .map((place, at) => html`${at > 0 && ', '}<code>${clip(place, longest)}</code>`);
  return html`${shown}${more > 0 && ` and ${more} more`}${places.length > 0 && ': '}${clip(text, longest)}${words.map((each) => html`<br><code>${each}</code>`)}`;
}

function whatToDo(group: FindingGroup, number: number, sameRemedyAs: number | undefined): Html {
  const [finding, ...others] = group;
  if (isNothingToDo(finding.remedy)) return html``;
  if (sameRemedyAs !== undefined)
    return html`<p>What to do: <a href="#finding-${sameRemedyAs}">the same as for finding ${sameRemedyAs}</a></p>`;
  return html`<details><summary>What to do<span class="unseen"> about finding ${number}</span></summary><div class="more">${areForOne(finding, others) && html`<p><strong>The commands below are for ${finding.target}.</strong> Those of another target are printed by <code>check --target</code> with its name.</p>`}${remedyPart(finding)}</div></details>`;
}

/** Whether its commands are not those of all others. If it has none, the remedies of the others are not made for this. */
function areForOne(first: Finding, others: readonly Finding[]): boolean {
  return first.remedy.procedures.length > 0 && others.some((other) => differs(other, first));
}

/** Whether it has other commands. Procedures are long, and the same only if they are the same object. */
function differs({ remedy, distributions }: Finding, first: Finding): boolean {
  if (remedy.procedures.length === 0) return false;
  return remedy !== first.remedy || distributions.join() !== first.distributions.join();
}
