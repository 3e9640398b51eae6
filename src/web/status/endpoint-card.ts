import { nameRefusalReason } from '../../findings/name-refusal.js';
import { worstSeverity } from '../../findings/severity/severity.js';
import { failureCode } from '../../probe/failure-code.js';
import { reasons } from '../../probe/reason.js';
import { probes, type Report } from '../../probe/report.js';
import { processStart, processUptime } from '../../probe/process-start.js';
import { clip } from '../../text/clip.js';
import { dateText, spanText } from '../../text/time-text.js';
import { type Html, html } from '../page/html.js';
import { certificateDetails } from './certificate-details.js';
import { loopbackFact, servingFact } from './certificate-fact.js';
import { capitalized } from './capitalized.js';
import { lastProbe } from './last-probe.js';
import { probeLink } from './probe-link.js';
import { severityBadge } from './severity-badge.js';
import type { EndpointView } from '../../findings/target-view.js';

/** Shows the result of one probe of an endpoint: the main facts at a glance, the rest in a folded part. */
export function endpointCard(endpoint: EndpointView, now: number): Html {
  const { report, severity } = endpoint;
  return html`<article class="endpoint ${severity}">
<header><h4>${severityBadge(severity, 'state')} <code>${report.address}</code></h4></header>
<dl class="facts">
${fact('Serving certificate', servingFact(endpoint, now), 'wide')}
${fact('Loopback certificate', loopbackFact(endpoint, now), 'wide')}
${fact('Up for', uptime(report))}
${fact('Names accepted', accepted(endpoint))}
</dl>
${failureList(report)}
<div class="act"><details><summary>Details<span class="unseen"> of ${report.address}</span></summary><div class="more">
${lastProbe(report)}
${report.serving && certificateDetails('Serving certificate', report.serving)}
${report.loopback.state === 'found' && certificateDetails('Loopback certificate', report.loopback.chain)}
</div></details>${probeLink(endpoint.target, report.address)}</div>
</article>
`;
}

function fact(term: string, description: Html, width = ''): Html {
  return html`<div class="${width}"><dt>${term}</dt><dd>${description}</dd></div>`;
}

function uptime(report: Report): Html {
  const start = processStart(report);
  const up = processUptime(report);
  if (start === undefined || up === undefined) return html`<span class="unknown">not known</span>`;
  return html`<strong>${spanText(up)}</strong><small>since ${dateText(start)} UTC</small>`;
}

function accepted({ report: { names }, about }: EndpointView): Html {
  if (names.length === 0) return html`<span class="unknown">none checked</span>`;
  const refused = names.filter((verdict) => nameRefusalReason(verdict) !== undefined).map(({ name }) => name);
  const severity = worstSeverity([about('names'), about('serving')]);
  const count = html`<strong class="${refused.length > 0 && severity}">${names.length - refused.length} of ${names.length}</strong>`;
  if (refused.length === 0) return count;
  const more = refused.length > 3 ? ` and ${refused.length - 3} more` : '';
  return html`${count}<small>not ${refused.slice(0, 3).map((name, at) => html`${at > 0 && ', '}<code>${clip(name, 80)}</code>`)}${more}</small>`;
}

function failureList({ failures }: Report): Html | undefined {
  if (failures.length === 0) return undefined;
  return html`<ul class="failures">${failures.map(
    (failure) =>
      html`<li><strong>${capitalized(probes[failure.probe])}:</strong> ${reasons[failure.reason].meaning} <code>${failureCode(failure)}</code></li>`,
  )}</ul>`;
}
