import { entrySigns, entrySignsOf } from '../../probe/entry-point.js';
import { phasesInOrder, phases } from '../../probe/phases.js';
import type { Report, ShownProcess, Trust } from '../../probe/report.js';
import { serverKindOf } from '../../probe/server-kind-of.js';
import { serverKinds } from '../../servers/server-kind.js';
import { clip } from '../../text/clip.js';
import { clockText } from '../../text/clock-text.js';
import { goMessage } from '../../text/go-message.js';
import { dateText } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import type { Refusal } from '../../x509/go-refusal.js';
import { type Html, html } from '../page/html.js';

/** More servers than a person reads. */
const mostServers = 16;

/** Shows what the last probe of an endpoint was answered, apart from its certificates. */
export function lastProbe(report: Report): Html {
  const { phases: taken, trust, tlsVersion, http, observedAt } = report;
  const server = serverKindOf(report);
  const failing = http?.health.filter(({ healthy }) => !healthy) ?? [];
  const took = phasesInOrder.flatMap((phase) => {
    const seconds = taken[phase];
    return seconds === undefined ? [] : [html`<li>${phases[phase]} ${(seconds * 1000).toFixed(1)} ms</li>`];
  });
  return html`<section><h5>Last probe</h5><dl class="plain">
<div><dt>At</dt><dd>${dateText(observedAt)} UTC</dd></div>
<div><dt>Took</dt><dd>${took.length > 0 ? html`<ul class="phases">${took}</ul>` : 'nothing was measured'}</dd></div>
${server && rowOf('Server', [`${serverKinds[server.kind].text}: ${clip(server.because, 200)}`])}
${rowOf(
  'Entry point',
  entrySignsOf(report).map((sign) => entrySigns[sign]),
)}
${rowOf('Servers seen', serverLines(report))}
<div><dt>Trust</dt><dd>${trustWords(trust)}</dd></div>
<div><dt>TLS version</dt><dd>${tlsVersion ?? 'not known'}</dd></div>
<div><dt>Kubernetes</dt><dd>${http?.gitVersion === undefined ? 'not known' : clip(http.gitVersion, 80)}</dd></div>
<div><dt>Health</dt><dd>${health(http?.health.length, failing)}</dd></div>
${http?.clockSkew !== undefined && rowOf('Its clock', [clockText(http.clockSkew)])}
</dl></section>`;
}

function rowOf(term: string, lines: readonly string[]): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<div><dt>${term}</dt><dd>${lines.map((line, at) => html`${at > 0 && html`<br>`}${line}`)}</dd></div>`;
}

/** Says what each of several servers showed. Behind a load balancer, each connection may reach another one. */
function serverLines({ loopback, answers: { chains } }: Report): readonly string[] {
  const processes = loopback.state === 'found' ? loopback.processes : [];
  return [
    ...(processes.length > 1 ? processes.map(processLine) : []),
    ...(chains.length > 1 ? chains.map(([leaf]) => servingLine(leaf)) : []),
  ].slice(0, mostServers);
}

function processLine({ chain: [leaf], startedAt }: ShownProcess): string {
  const start = startedAt === undefined ? '' : `since ${dateText(startedAt)} UTC, `;
  return `a process ${start}whose loopback certificate ends ${dateText(leaf.notAfter)} UTC`;
}

function servingLine({ notAfter, fingerprintSha256 }: Certificate): string {
  return `a serving certificate that ends ${dateText(notAfter)} UTC, SHA-256 ${fingerprintSha256.slice(0, 16)}…`;
}

function trustWords(trust: Trust): Html {
  switch (trust.state) {
    case 'trusted':
      return html`clients of the target's CA accept it until ${dateText(trust.until)} UTC`;
    case 'untrusted':
      return html`refused by clients of the target's CA: ${refusalWords(trust.refusal)}`;
    case 'unknown':
      return trust.refusal
        ? html`refused whatever the CA: ${refusalWords(trust.refusal)}`
        : html`not checked: no CA of the API servers is known, or there is no certificate`;
  }
}

function refusalWords(refusal: Refusal): Html {
  return html`<code>${goMessage(refusal)}</code>`;
}

function health(checks = 0, failing: readonly { readonly check: string }[]): Html {
  if (checks === 0) return html`not known`;
  if (failing.length === 0) return html`all ${checks} health checks pass`;
  return html`<span class="critical">${failing.length} of ${checks} health checks fail:</span> ${failing.map(({ check }) => html`<code>${check}</code> `)}`;
}
