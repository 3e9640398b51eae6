import { type Html, html } from '../html.js';
import { countText } from './display-text.js';
import { createRemedyKeys, type FindingGroup, findingGroups, findingKindGroups } from './finding-group.js';
import { type FindingItemOptions, findingItem } from './finding-item.js';
import { severityBadge } from './severity-badge.js';
import type { Status } from './status.js';
import { withinBudget } from './within-budget.js';

const budgets = {
  inFull: { items: 30, characters: 250_000 },
  rest: { items: 60, characters: 30_000 },
  targets: { items: 20, characters: 4000 },
} as const;

/** Every finding, the worst first and in full, as far as they fit; of the others which targets they are about. */
export function findingsSection(
  { findings, links }: Pick<Status, 'findings' | 'links'>,
  sectionOf: FindingItemOptions['sectionOf'],
): Html {
  if (findings.length === 0) return html``;
  const toldBy = createTold();
  const { shown, rest } = withinBudget(
    findingGroups(findings).map((group, at) => ({ group, number: at + 1 })),
    ({ group, number }) => {
      const told = toldBy(group, number);
      return findingItem(group, { number, told, sectionOf, runbook: links.runbook });
    },
    budgets.inFull,
  );
  return html`<section aria-labelledby="findings"><h2 id="findings">Findings</h2><ol class="findings">
${shown}</ol>${rest.length > 0 && remaining(rest.map(({ group }) => group))}</section>
`;
}

/** Says of each in turn which earlier one has the same remedy. */
function createTold(): (group: FindingGroup, number: number) => number | undefined {
  const remedyKey = createRemedyKeys();
  const told = new Map<string, number>();
  return ([{ remedy, distributions }], number) => {
    const key = [remedyKey(remedy), ...distributions].join(' ');
    const earlier = told.get(key);
    if (earlier === undefined) told.set(key, number);
    return earlier;
  };
}

function remaining(groups: readonly FindingGroup[]): Html {
  const findings = groups.flat();
  const { shown, rest } = withinBudget(findingKindGroups(findings), inShort, budgets.rest);
  return html`<h3>${countText(findings.length, 'more finding')}, in short</h3><ul class="short">${shown}${rest.length > 0 && html`<li>and ${countText(rest.length, 'more kind')}</li>`}</ul>`;
}

function inShort(findings: FindingGroup): Html {
  const [{ severity, title }] = findings;
  const { shown, rest } = withinBudget(
    findings,
    ({ target = 'files' }) => html` <code>${target}</code>`,
    budgets.targets,
  );
  return html`<li>${severityBadge(severity, 'finding')} ${title}:${shown}${rest.length > 0 && ` and ${countText(rest.length, 'more target')}`}</li>
`;
}
