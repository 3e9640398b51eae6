import { nameRefusalReason } from '../../findings/name-refusal.js';
import { processUptime } from '../../probe/process-start.js';
import { spanText, timeLeft } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import { type Html, html } from '../page/html.js';
import { countText } from '../../text/count-text.js';
import { severityBadge } from './severity-badge.js';
import { type EndpointView, worstFirst } from '../../findings/target-view.js';
import { type Budget, withinBudget } from './within-budget.js';

/** Shows one line for each endpoint, the worst first, and how many are not shown. */
export function endpointList(endpoints: readonly EndpointView[], now: number, label: string, budget: Budget): Html {
  const { shown, rest } = withinBudget(worstFirst(endpoints), (endpoint) => row(endpoint, now), budget);
  return html`<div class="scroller" tabindex="0" role="region" aria-label="${label}"><table class="list">
<thead><tr><th scope="col">State</th><th scope="col">Target</th><th scope="col">Address</th><th scope="col">Serving</th><th scope="col">Loopback</th><th scope="col">Up for</th><th scope="col">Refused names</th></tr></thead>
<tbody>${shown}</tbody></table></div>${
    rest.length > 0 &&
    html`<p class="soft">${countText(rest.length, 'further endpoint')}, no worse than these, not shown here. The metrics include all of them.</p>`
  }`;
}

function row({ target, report, severity, about }: EndpointView, now: number): Html {
  const up = processUptime(report);
  const refused = report.names.filter((verdict) => nameRefusalReason(verdict) !== undefined).length;
  const loopback = report.loopback.state === 'found' ? report.loopback.chain[0] : undefined;
  return html`<tr><td>${severityBadge(severity, 'state')}</td><td>${target}</td><td><code>${report.address}</code></td><td class="${about('serving')}">${left(report.serving?.[0], now)}</td><td class="${about('loopback')}">${left(loopback, now)}</td><td>${up === undefined ? '?' : spanText(up)}</td><td>${refused}</td></tr>
`;
}

function left(certificate: Certificate | undefined, now: number): string {
  return certificate === undefined ? '?' : timeLeft(certificate, now);
}
