import { type Html, html } from '../page/html.js';
import { page, type PageContent } from '../page/page.js';
import { countText } from '../../text/count-text.js';
import { endpointList } from './endpoint-list.js';
import { filesSection } from './files-section.js';
import { findingsSection } from './findings-section.js';
import { headline, verdict } from './headline.js';
import { planSection } from './plan-section.js';
import type { Links, Status } from './status.js';
import { targetSection } from './target-section.js';
import { clusterViews, isBad } from '../../findings/cluster-view.js';
import { findingGroups, fleetFindingGroups } from '../../findings/finding-group.js';
import { areMany } from '../../findings/many-targets.js';
import { type TargetView, targetViews } from '../../findings/target-view.js';
import { fleetSection } from './fleet-section.js';
import { withinBudget } from './within-budget.js';

/** Together with the findings, the page has at most a megabyte. */
const budgets = {
  targets: { items: 20, characters: 350_000 },
  list: { items: 2000, characters: 250_000 },
} as const;

/** Renders the status page, without side effects. Everything is bounded; the page counts what does not fit. */
export function statusPage(status: Status): Html {
  const { version, now, observation, findings, plan, links } = status;
  const isMany = areMany(observation.reports);
  const views = clusterViews(targetViews(observation.reports, findings)).flatMap(({ targets }) => targets);
  // Of many targets, those that are fine are only named.
  const detailed = isMany ? views.filter(isBad) : views;
  const sections = new Map<string | undefined, string>(
    detailed.map(({ report }, at) => [report.target.name, `target-${at + 1}`]),
  );
  const { shown, rest } = withinBudget(
    detailed,
    (view) => targetSection(view, String(sections.get(view.report.target.name)), now),
    budgets.targets,
  );
  const inFull = new Set<string | undefined>(detailed.slice(0, shown.length).map(({ report }) => report.target.name));
  const sectionOf = (target: string | undefined) => (inFull.has(target) ? sections.get(target) : undefined);
  const content = html`${headline(status)}
${findingsSection(isMany ? fleetFindingGroups(findings, views) : findingGroups(findings), links, sectionOf)}
${planSection(plan, links)}
<section aria-labelledby="targets"><h2 id="targets">Targets</h2>
<p class="soft intro">A bar shows how much of a certificate's lifetime is left. The mark in it shows where a warning begins.</p>
${isMany && fleetSection(views, sectionOf, now)}
${views.length > 0 ? shown : html`<p>No targets are configured.</p>`}</section>
${rest.length > 0 && others(rest, now)}
${filesSection(observation.evidence, now)}`;
  return page({
    title: `${verdict(status)} · apiserver-cert-exporter`,
    state: findings[0]?.severity ?? 'info',
    version,
    root: './',
    links: navigation(links),
    content,
  });
}

function navigation({ metrics, docs }: Links): PageContent['links'] {
  return [['Metrics', metrics], ...(docs === undefined ? [] : documentation(docs))];
}

function documentation(docs: string): PageContent['links'] {
  return [
    ['Runbooks', `${docs}runbooks/README.md`],
    ['Documentation', docs],
  ];
}

function others(views: readonly TargetView[], now: number): Html {
  const endpoints = views.flatMap((view) => view.endpoints);
  const title = `${countText(views.length, 'more target')}, in short`;
  return html`<section aria-labelledby="others"><h2 id="others">${title}</h2>
<p>No worse than those above: ${countText(endpoints.length, 'endpoint')}.</p>
${endpointList(endpoints, now, 'Endpoints of more targets', budgets.list)}</section>
`;
}
