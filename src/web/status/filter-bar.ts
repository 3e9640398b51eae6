import { areMany } from '../../findings/many-targets.js';
import { isBad, isFleetEntry } from '../../findings/cluster-view.js';
import type { Finding } from '../../findings/findings-of.js';
import { severities, type Severity, severityWords } from '../../findings/severity/severity.js';
import { clip } from '../../text/clip.js';
import { countText } from '../../text/count-text.js';
import { type Html, html } from '../page/html.js';
import { pageLink } from './page-link.js';
import { type PageQuery, severityNames } from './page-query.js';
import type { ShownTargets } from './shown-targets.js';

/** In seconds. */
const usualRefresh = 60;
const longest = 120;

/** Says what is left out, and links to other parts of the page. Every link keeps what else was asked for. `findings`: all of them. */
export function filterBar(shown: ShownTargets, findings: readonly Finding[]): Html {
  const { query, all } = shown;
  const isFiltered = query.target !== undefined || query.severity !== undefined;
  return html`${isFiltered && leftOut(shown, findings)}<nav class="filters" aria-label="Parts of this page">
${(isFiltered || areMany(all.map(({ report }) => report))) && severityLinks(shown, findings)}
<p class="soft">${refreshLink(query)}</p></nav>
`;
}

/** A page that shows a part must not look like the whole: what is above it, and the icon, are about everything. */
function leftOut({ query, all, views, findings: shown }: ShownTargets, findings: readonly Finding[]): Html {
  const { target, severity } = query;
  const rest = { targets: countOf(all) - countOf(views), findings: findings.length - shown.length };
  return html`<p class="part">Below is only ${severity === undefined ? 'what was found' : partText[severity]}${
    target !== undefined &&
    html` in ${target.includes('*') ? 'targets like' : 'target'} <code>${clip(target, longest)}</code>`
  }: ${countText(countOf(views), 'target')}, ${countText(shown.length, 'finding')}. Left out: ${countText(rest.targets, 'target')}, ${countText(rest.findings, 'finding')}, the certificates on disk${
    severity !== undefined && ', the year ahead'
  }. <a href="${pageLink({ ...query, target: undefined, severity: undefined, page: 1 })}">Show everything</a></p>
`;
}

const partText = {
  critical: 'what is critical',
  unknown: 'what is unknown',
  warning: 'what is a warning',
  info: 'what is fine, with notes',
} as const satisfies Record<Severity, string>;

/** The entry of a fleet is no target of its own. */
function countOf(views: ShownTargets['views']): number {
  return views.filter((view) => !isFleetEntry(view)).length;
}

function severityLinks({ query, named }: ShownTargets, findings: readonly Finding[]): Html {
  const link = (severity: PageQuery['severity'], text: string): Html =>
    html`<li><a href="${pageLink({ ...query, severity, page: 1 })}"${query.severity === severity && html` aria-current="true"`}>${text}</a></li> `;
  const within = query.target === undefined ? findings : named.flatMap((view) => view.findings);
  const counts = severities.flatMap((severity) => {
    const text = countOfSeverity(severity, named, within);
    return text === undefined && query.severity !== severity ? [] : [link(severity, text ?? severityNames[severity])];
  });
  return html`<ul class="names"><li>Show:</li> ${link(undefined, 'every severity')}${counts}</ul>`;
}

/** Undefined: there are none. */
function countOfSeverity(
  severity: Severity,
  views: ShownTargets['named'],
  findings: readonly Finding[],
): string | undefined {
  const isFine = severity === 'info';
  const count = isFine
    ? countOf(views.filter((view) => !isBad(view)))
    : findings.filter((finding) => finding.severity === severity).length;
  if (count === 0) return undefined;
  return isFine ? countText(count, 'fine target') : countText(count, severityWords[severity].counted);
}

function refreshLink(query: PageQuery): Html {
  const { refresh } = query;
  if (refresh === undefined)
    return html`This page stays as it is: <a href="${pageLink({ ...query, refresh: usualRefresh })}">refresh it every minute</a>.`;
  return html`This page refreshes itself every ${refresh === usualRefresh ? 'minute' : countText(refresh, 'second')}: <a href="${pageLink({ ...query, refresh: undefined })}">stop that</a>.`;
}
