import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../../findings/findings-of.js';
import { groupBy } from '../../findings/group-by.js';
import { type Html, html } from '../html.js';
import { countText } from './display-text.js';
import { findingItem } from './finding-item.js';
import { severityBadge } from './severity-badge.js';
import type { Links } from './status.js';
import { withinBudget } from './within-budget.js';

const budgets = {
  inFull: { items: 40, characters: 250_000 },
  rest: { items: 60, characters: 30_000 },
  targets: { items: 20, characters: 4000 },
} as const;

/** Every finding, the worst first and in full, as far as they fit; of the others which targets they are about. */
export function findingsSection(
  findings: readonly Finding[],
  sectionOf: (target: string | undefined) => string | undefined,
  { runbook }: Links,
): Html {
  if (findings.length === 0) return html``;
  const numbered = findings.map((finding, at) => ({ finding, number: at + 1 }));
  const { shown, rest } = withinBudget(
    numbered,
    ({ finding, number }) => {
      const earlier = findings.findIndex((other) => isToldBy(other, finding)) + 1;
      const told = earlier < number ? earlier : undefined;
      return findingItem(finding, { number, told, section: sectionOf(finding.target), runbook });
    },
    budgets.inFull,
  );
  return html`<section aria-labelledby="findings"><h2 id="findings">Findings</h2><ol class="findings">
${shown}</ol>${rest.length > 0 && remaining(rest.map(({ finding }) => finding))}</section>
`;
}

function isToldBy(other: Finding, { remedy, distributions }: Finding): boolean {
  return isDeepStrictEqual(other.remedy, remedy) && isDeepStrictEqual(other.distributions, distributions);
}

function remaining(findings: readonly Finding[]): Html {
  const groups = [...groupBy(findings, ({ severity, id }) => `${severity} ${id}`).values()];
  const { shown, rest } = withinBudget(groups, group, budgets.rest);
  return html`<h3>${countText(findings.length, 'more finding')}, in short</h3><ul class="short">${shown}${rest.length > 0 && html`<li>and ${countText(rest.length, 'more kind')}</li>`}</ul>`;
}

function group(findings: readonly Finding[]): Html {
  const [first] = findings;
  if (first === undefined) return html``;
  const { shown, rest } = withinBudget(
    findings,
    ({ target = 'files' }) => html` <code>${target}</code>`,
    budgets.targets,
  );
  return html`<li>${severityBadge(first.severity, 'finding')} ${first.title}:${shown}${rest.length > 0 && ` and ${countText(rest.length, 'more target')}`}</li>
`;
}
