import { dateText, spanText } from '../../findings/time-text.js';
import { reasons } from '../../probe/reason.js';
import { type Phase, type Probe, phases, type Report } from '../../probe/report.js';
import { type Html, html } from '../html.js';
import { certificateDetails } from './certificate-details.js';
import { loopbackFact, servingFact } from './certificate-fact.js';
import { clip } from './display-text.js';
import { probeLink } from './probe-link.js';
import { processStart } from './process-start.js';
import { severityBadge } from './severity-badge.js';
import type { EndpointView } from './target-view.js';

/** All that one look showed of an endpoint: what matters at a glance, the rest to unfold. */
export function endpointCard(endpoint: EndpointView, now: number): Html {
  const { report, severity } = endpoint;
  return html`<article class="endpoint ${severity}">
<header><h4>${severityBadge(severity, 'endpoint')} <code>${report.address}</code></h4></header>
<dl class="facts">
${fact('Serving certificate', servingFact(endpoint, now), 'wide')}
${fact('Loopback certificate', loopbackFact(endpoint, now), 'wide')}
${fact('Up for', uptime(report))}
${fact('Names covered', covered(endpoint))}
</dl>
${failureList(report)}
<div class="act"><details><summary>Details<span class="unseen"> of ${report.address}</span></summary><div class="more">
${lastLook(report)}
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
  if (start === undefined) return html`<span class="unknown">not known</span>`;
  const up = spanText(Math.max(0, report.observedAt - start));
  return html`<strong>${up}</strong><small>since ${dateText(start)} UTC</small>`;
}

function covered({ report: { names }, about }: EndpointView): Html {
  if (names.length === 0) return html`<span class="unknown">none judged</span>`;
  const missing = names.filter((name) => !name.covered).map(({ name }) => name);
  const count = html`<strong class="${missing.length > 0 && about('names')}">${names.length - missing.length} of ${names.length}</strong>`;
  if (missing.length === 0) return count;
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  return html`${count}<small>not ${missing.slice(0, 3).map((name, at) => html`${at > 0 && ', '}<code>${clip(name, 80)}</code>`)}${more}</small>`;
}

const probeWords = {
  resolve: 'Address',
  serving: 'Serving certificate',
  loopback: 'Loopback certificate',
  name: 'Names',
  http: 'Version and health',
} as const satisfies Record<Probe, string>;

function failureList({ failures }: Report): Html | undefined {
  if (failures.length === 0) return undefined;
  return html`<ul class="failures">${failures.map(
    ({ probe, reason }) =>
      html`<li><strong>${probeWords[probe]}:</strong> ${reasons[reason].meaning} <code>${reason}</code></li>`,
  )}</ul>`;
}

const phaseWords = {
  resolve: 'name lookup',
  connect: 'TCP connection',
  tls: 'TLS handshake',
  loopback: 'loopback certificate',
  names: 'names',
  http: 'HTTP',
} as const satisfies Record<Phase, string>;

const trustWords = {
  trusted: () => 'signed by the CA of the target',
  untrusted: (code: string) => `not signed by the CA of the target (${clip(code, 80)})`,
  unknown: () => 'not judged: no CA is configured, or there is nothing to judge',
} as const;

function lastLook({ phases: taken, trust, tlsVersion, http, observedAt }: Report): Html {
  const failing = http?.health.filter(({ healthy }) => !healthy) ?? [];
  const took = phases.flatMap((phase) => {
    const seconds = taken[phase];
    return seconds === undefined ? [] : [html`<li>${phaseWords[phase]} ${(seconds * 1000).toFixed(1)} ms</li>`];
  });
  return html`<section><h5>Last look</h5><dl class="plain">
<div><dt>At</dt><dd>${dateText(observedAt)} UTC</dd></div>
<div><dt>Took</dt><dd>${took.length > 0 ? html`<ul class="phases">${took}</ul>` : 'nothing was measured'}</dd></div>
<div><dt>Trust</dt><dd>${trustWords[trust.state](trust.state === 'untrusted' ? trust.code : '')}</dd></div>
<div><dt>TLS version</dt><dd>${tlsVersion ?? 'not known'}</dd></div>
<div><dt>Kubernetes</dt><dd>${http?.gitVersion === undefined ? 'not known' : clip(http.gitVersion, 80)}</dd></div>
<div><dt>Health</dt><dd>${health(http?.health.length, failing)}</dd></div>
</dl></section>`;
}

function health(checks = 0, failing: readonly { readonly check: string }[]): Html {
  if (checks === 0) return html`not known`;
  if (failing.length === 0) return html`all ${checks} checks of /livez pass`;
  return html`<span class="critical">${failing.length} of ${checks} checks of /livez fail:</span> ${failing.map(({ check }) => html`<code>${check}</code> `)}`;
}
