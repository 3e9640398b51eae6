import { spanText } from '../../findings/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import { type Html, html } from '../html.js';
import { timeLeft } from './certificate-fact.js';
import { countText } from './display-text.js';
import { processStart } from './process-start.js';
import { severityBadge } from './severity-badge.js';
import { type EndpointView, worstFirst } from './target-view.js';
import { type Budget, withinBudget } from './within-budget.js';

/** Endpoints in one line each, the worst first, and how many were left out. */
export function endpointList(endpoints: readonly EndpointView[], now: number, label: string, budget: Budget): Html {
  const { shown, rest } = withinBudget(worstFirst(endpoints), (endpoint) => row(endpoint, now), budget);
  return html`<div class="scroller" tabindex="0" role="region" aria-label="${label}"><table class="list">
<thead><tr><th scope="col">State</th><th scope="col">Target</th><th scope="col">Address</th><th scope="col">Serving</th><th scope="col">Loopback</th><th scope="col">Up for</th><th scope="col">Not covered</th></tr></thead>
<tbody>${shown}</tbody></table></div>${
    rest.length > 0 &&
    html`<p class="soft">${countText(rest.length, 'further endpoint')}, no worse than these, left out here: all are among the metrics.</p>`
  }`;
}

function row({ target, report, severity, about }: EndpointView, now: number): Html {
  const start = processStart(report);
  const uncovered = report.names.filter(({ covered }) => !covered).length;
  const loopback = report.loopback.state === 'found' ? report.loopback.chain[0] : undefined;
  return html`<tr><td>${severityBadge(severity, 'endpoint')}</td><td>${target}</td><td><code>${report.address}</code></td><td class="${about('serving')}">${left(report.serving?.[0], now)}</td><td class="${about('loopback')}">${left(loopback, now)}</td><td>${start === undefined ? '?' : spanText(Math.max(0, report.observedAt - start))}</td><td>${uncovered}</td></tr>
`;
}

function left(certificate: Certificate | undefined, now: number): string {
  return certificate === undefined ? '?' : timeLeft(certificate, now);
}
