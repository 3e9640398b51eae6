import { type Html, html } from '../page/html.js';
import { countText } from '../../text/count-text.js';
import { createRemedyKeys, type FindingGroup, findingKindGroups } from '../../findings/finding-group.js';
import { findingItem, type FindingItemOptions } from './finding-item.js';
import { severityBadge } from './severity-badge.js';
import type { Status } from './status.js';
import { withinBudget } from './within-budget.js';

const budgets = {
  inFull: { items: 30, characters: 250_000 },
  rest: { items: 60, characters: 30_000 },
  targets: { items: 20, characters: 4000 },
} as const;

/** Shows every finding, the worst first. As many as fit are shown in full, the others only with their targets. */
export function findingsSection(
  groups: readonly FindingGroup[],
  links: Pick<Status['links'], 'runbook'>,
  hrefOf: FindingItemOptions['hrefOf'],
): Html {
  if (groups.length === 0) return html``;
  const earlierThan = createEarlier();
  const { shown, rest } = withinBudget(
    groups.map((group, at) => ({ group, number: at + 1 })),
    ({ group, number }) => {
      const sameRemedyAs = earlierThan(group, number);
      return findingItem(group, { number, sameRemedyAs, hrefOf, runbook: links.runbook });
    },
    budgets.inFull,
  );
  return html`<section aria-labelledby="findings"><h2 id="findings">Findings</h2><ol class="findings">
${shown}</ol>${rest.length > 0 && remaining(rest.map(({ group }) => group))}</section>
`;
}

/** Returns a function that gives the number of an earlier group with the same remedy, if there is one. */
function createEarlier(): (group: FindingGroup, number: number) => number | undefined {
  const remedyKey = createRemedyKeys();
  const first = new Map<string, number>();
  return ([{ remedy, distributions }], number) => {
    const key = [remedyKey(remedy), ...distributions].join(' ');
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, number);
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
