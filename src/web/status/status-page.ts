import { type Html, html } from '../page/html.js';
import { page } from '../page/page.js';
import { countText } from '../../text/count-text.js';
import { endpointList } from './endpoint-list.js';
import { filesSection } from './files-section.js';
import { filterBar } from './filter-bar.js';
import type { FindingItemOptions } from './finding-item.js';
import { findingsSection } from './findings-section.js';
import { headline, verdict } from './headline.js';
import { pageLink } from './page-link.js';
import { pageNavigation } from './page-navigation.js';
import { nextPage, pager } from './pager.js';
import { planSection } from './plan-section.js';
import { type ShownTargets, targetsPerPage } from './shown-targets.js';
import type { Status } from './status.js';
import { targetSection } from './target-section.js';
import { findingGroups, fleetFindingGroups } from '../../findings/finding-group.js';
import { planSteps } from '../../plan/year-plan.js';
import type { TargetView } from '../../findings/target-view.js';
import { fleetSection } from './fleet-section.js';
import { withinBudget } from './within-budget.js';

/** Together with the findings, the page has at most a megabyte. */
const budgets = {
  targets: { items: targetsPerPage, characters: 350_000 },
  list: { items: 2000, characters: 250_000 },
} as const;

/** Of many targets, so many are unfolded on a page. */
const unfolded = 3;

/**
 * Renders the status page, without side effects, in steps for who has to answer others between them. Everything is bounded; the page counts what does
 * not fit, and links to it. Title, icon and headline are about all targets, whatever is shown of them.
 */
export function* statusPageSteps(status: Status, shown: ShownTargets): Generator<undefined, Html> {
  const { version, findings, links } = status;
  const top = html`${headline(status, shown.all)}
${filterBar(shown, findings)}`;
  yield;
  const content = html`${top}
${yield* contentSteps(status, shown)}`;
  return page({
    title: `${verdict(status)} · apiserver-cert-exporter`,
    state: findings[0]?.severity ?? 'info',
    version,
    root: './',
    links: pageNavigation(links),
    content,
  });
}

/** The first page has what is to be done and what is shown of all targets. The others have targets in full alone. */
function* contentSteps(status: Status, shown: ShownTargets): Generator<undefined, Html> {
  const { now, observation } = status;
  const { query, views, isMany } = shown;
  const isFirst = query.page === 1;
  const { parts, rest, hrefOf } = targetParts(shown, now);
  yield;
  const work = isFirst && (yield* workSteps(status, shown, hrefOf));
  const targets = html`<section aria-labelledby="targets"><h2 id="targets">Targets</h2>
${parts.length > 0 && html`<p class="soft intro">A bar shows how much of a certificate's lifetime is left. The mark in it shows where a warning begins.</p>`}
${isFirst && isMany && fleetSection(views, hrefOf, now)}
${pager(shown)}
${parts.length > 0 || isMany ? parts : html`<p>${noTargets(shown)}</p>`}${nextPage(shown)}</section>`;
  yield;
  return html`${work}
${targets}
${rest.length > 0 && others(rest, now, shown)}
${isFirst && query.target === undefined && query.severity === undefined && filesSection(observation.evidence, now)}`;
}

/** What is wrong, and what is to be done within a year. */
function* workSteps(
  status: Status,
  { query, views, findings, isMany }: ShownTargets,
  hrefOf: FindingItemOptions['hrefOf'],
): Generator<undefined, Html> {
  const { now, links } = status;
  const groups = isMany ? fleetFindingGroups(findings, views) : findingGroups(findings);
  const wrong = findingsSection(groups, links, hrefOf);
  yield;
  // Work has no severity that could be asked for.
  if (query.severity !== undefined) return wrong;
  const reports = views.map(({ report }) => report);
  const isWhole = query.target === undefined;
  const plan = isWhole ? status.plan : yield* planSteps({ reports, evidence: { files: [], serving: [] } }, now);
  return html`${wrong}${planSection(plan, links)}`;
}

interface TargetParts {
  readonly parts: readonly Html[];
  /** Targets that do not fit, for a list in short. */
  readonly rest: readonly TargetView[];
  readonly hrefOf: FindingItemOptions['hrefOf'];
}

/** The targets of this page, and links to those that are elsewhere. */
function targetParts({ query, all, views, detailed, isMany }: ShownTargets, now: number): TargetParts {
  const from = (query.page - 1) * targetsPerPage;
  const onPage = detailed.slice(from, from + targetsPerPage);
  const numbered = onPage.map((view, at) => ({ view, at, id: `target-${from + at + 1}` }));
  const { shown } = withinBudget(
    numbered,
    ({ view, at, id }) => targetSection(view, { id, now, isFolded: isMany && at >= unfolded }),
    budgets.targets,
  );
  const here = new Map(numbered.slice(0, shown.length).map(({ view, id }) => [view.report.target.name, id]));
  const known = new Set(views.map(({ report }) => report.target.name));
  const hrefOf = (target: string | undefined): string | undefined => {
    if (target === undefined) return undefined;
    const id = here.get(target);
    if (id !== undefined) return `#${id}`;
    // Alone on its page, a target is always in full.
    return known.has(target) && all.length > 1 ? `${pageLink({ ...query, target, page: 1 })}#targets` : undefined;
  };
  // The first page has those of all pages in short, and each further one its own.
  const rest = query.page === 1 ? detailed.slice(shown.length) : onPage.slice(shown.length);
  return { parts: shown, rest, hrefOf };
}

function noTargets({ all, query }: ShownTargets): string {
  if (all.length === 0) return 'No targets are configured.';
  return query.severity === 'info' ? 'With each of these targets, something is wrong.' : 'None has such a finding.';
}

function others(views: readonly TargetView[], now: number, { query, isMany }: ShownTargets): Html {
  const endpoints = views.flatMap((view) => view.endpoints);
  const title = `${countText(views.length, 'more target')}, in short`;
  const list = endpointList(endpoints, now, 'Endpoints of more targets', budgets.list);
  // Of many targets, the table above has a link to each.
  const links = views
    .slice(0, isMany && query.page === 1 ? 0 : targetsPerPage)
    .map(
      ({ report: { target } }) =>
        html`<li><a href="${pageLink({ ...query, target: target.name, page: 1 })}">${target.name}</a></li>`,
    );
  return html`<section aria-labelledby="others"><h2 id="others">${title}</h2>
<p>No worse than those above: ${countText(endpoints.length, 'endpoint')}.</p>
${links.length > 0 && html`<ul class="names"><li>In full:</li>${links}</ul>`}
<details><summary>Their endpoints</summary>${list}</details></section>
`;
}
