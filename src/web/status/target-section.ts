import { type Html, html } from '../page/html.js';
import { caText } from '../../probe/ca-text.js';
import { coverageTable } from './coverage-table.js';
import { clip } from '../../text/clip.js';
import { countText } from '../../text/count-text.js';
import { endpointCard } from './endpoint-card.js';
import { endpointList } from './endpoint-list.js';
import { cannotTellText, instanceText } from '../../probe/instance-text.js';
import { probeLink } from './probe-link.js';
import { severityBadge } from './severity-badge.js';
import { type EndpointView, type TargetView, worstFirst } from '../../findings/target-view.js';
import { withinBudget } from './within-budget.js';

/** Control planes have three endpoints, five or seven. */
const budgets = {
  cards: { items: 12, characters: 150_000 },
  list: { items: 1000, characters: 150_000 },
  notes: { items: 10, characters: 10_000 },
} as const;

interface TargetSectionOptions {
  readonly id: string;
  /** Unix seconds. */
  readonly now: number;
  /** Whether its endpoints are folded: of many targets, a person unfolds one. */
  readonly isFolded?: boolean;
}

/** Shows a target with its endpoints and the names that they cover. Of very many endpoints, only the worst are shown in full. */
export function targetSection(
  { report, severity, endpoints }: TargetView,
  { id, now, isFolded = false }: TargetSectionOptions,
): Html {
  const { name, labels } = report.target;
  const cannotTell = cannotTellText(report.instances);
  const chosen = choose(endpoints);
  const cards = withinBudget(chosen, (endpoint) => endpointCard(endpoint, now), budgets.cards);
  const inFull = chosen.slice(0, cards.shown.length);
  const others = endpoints.filter((endpoint) => !inFull.includes(endpoint));
  const shown = html`${cards.shown}
${coverageTable(name, inFull)}
${others.length > 0 && html`<h4>${countText(others.length, 'more endpoint')} of ${name}</h4>${endpointList(others, now, `More endpoints of ${name}`, budgets.list)}`}`;
  return html`<section class="target" id="${id}" aria-labelledby="${id}-name">
<header><h3 id="${id}-name">${severityBadge(severity, 'state')} ${name}</h3><p>${sizeOf(report)}${instancesOf(report)}${labelList(labels)} ${probeLink(name)}</p></header>
${report.caSource && html`<p class="soft">Clients are taken to trust ${clip(caText(report.caSource), 600)}.</p>`}
${noteList([...report.notes, ...(cannotTell === undefined ? [] : [cannotTell])])}
${endpoints.length === 0 && report.fleet === undefined && report.isIdle !== true && html`<p>No endpoint is known.</p>`}
${isFolded && endpoints.length > 0 ? folded(html`${countText(endpoints.length, 'endpoint')}<span class="unseen"> of ${name}</span>`, shown) : shown}
</section>
`;
}

function folded(title: Html, content: Html): Html {
  return html`<details><summary>${title}</summary><div class="folded">
${content}
</div></details>`;
}

/** Keeps the order of the endpoints if all of them are shown, so that each one keeps its place on the page. */
function choose(endpoints: readonly EndpointView[]): readonly EndpointView[] {
  return endpoints.length > budgets.cards.items ? worstFirst(endpoints) : endpoints;
}

/** The entry of a fleet has no endpoints: its targets have. */
function sizeOf({ fleet, reports }: TargetView['report']): string {
  return fleet === undefined
    ? countText(reports.length, 'endpoint')
    : `a fleet of ${countText(fleet.targets, 'target')}`;
}

function instancesOf({ instances }: TargetView['report']): string {
  const text = instanceText(instances);
  return text === undefined ? '' : `, ${text}`;
}

function labelList(labels: Readonly<Record<string, string>>): Html {
  return html`${Object.entries(labels).map(([name, value]) => html` <code>${name}=${value}</code>`)}`;
}

function noteList(notes: readonly string[]): Html | undefined {
  if (notes.length === 0) return undefined;
  const { shown, rest } = withinBudget(notes, (note) => html`<li>${clip(note, 600)}</li>`, budgets.notes);
  return html`<ul class="notes">${shown}${rest.length > 0 && html`<li>and ${countText(rest.length, 'more note')}</li>`}</ul>`;
}
