import type { Finding } from '../../findings/findings-of.js';
import { areMany, fleetCounts } from '../../findings/many-targets.js';
import { type TargetView, targetViews } from '../../findings/target-view.js';
import { severities, type Severity, severityWords } from '../../findings/severity/severity.js';
import type { TargetReport } from '../../probe/report.js';
import { secondText, isoTime, spanText } from '../../text/time-text.js';
import { chainNotAfter } from '../../x509/certificate.js';
import { type Html, html } from '../page/html.js';
import { countText } from '../../text/count-text.js';
import type { Status } from './status.js';

/** Sums up the page in one line, such as `2 critical findings, 1 warning`. */
export function verdict({
  observation: { reports: targets },
  findings,
}: Pick<Status, 'observation' | 'findings'>): string {
  if (targets.length === 0) return 'No target is configured';
  const counts = severities.filter((severity) => severity !== 'info').flatMap((severity) => count(findings, severity));
  return counts.join(', ') || 'All is well';
}

function count(findings: readonly Finding[], severity: Severity): readonly string[] {
  const found = findings.filter((finding) => finding.severity === severity).length;
  return found === 0 ? [] : [countText(found, severityWords[severity].counted)];
}

/**
 * Shows the most important facts: how bad it is, how much was probed and when, and which certificate expires first. They are about all targets,
 * whatever a page shows of them. `views`: of all targets, if they are there already.
 */
export function headline(status: Status, views?: readonly TargetView[]): Html {
  const { now, observation, findings } = status;
  const { reports: targets } = observation;
  const worst: Severity = findings[0]?.severity ?? 'info';
  const reports = targets.flatMap((target) => target.reports);
  const begun = reports.reduce((earliest, { observedAt }) => Math.min(earliest, observedAt), now);
  return html`<div class="headline ${worst}"><h1>${verdict({ observation, findings })}</h1>
<p>${countText(reports.length, 'endpoint')} of <a href="#targets">${targetsText(status, views)}</a>. Probed <time datetime="${isoTime(begun)}">${secondText(begun)} UTC</time>, ${ageText(now - begun)} before this page was made: <a href="">probe again</a>.</p>
${firstToEnd(targets, now)}</div>
`;
}

/** Of many, also how many are in which state. */
function targetsText({ observation: { reports }, findings }: Status, views?: readonly TargetView[]): string {
  if (areMany(reports)) return fleetCounts(views ?? targetViews(reports, findings));
  return countText(reports.filter(({ fleet }) => fleet === undefined).length, 'target');
}

function ageText(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : spanText(seconds);
}

interface End {
  readonly what: 'serving' | 'loopback';
  readonly target: string;
  readonly address: string;
  readonly at: number;
}

function firstToEnd(targets: readonly TargetReport[], now: number): Html | undefined {
  let first: End | undefined;
  for (const { target, reports } of targets) {
    for (const { address, serving, loopback } of reports) {
      const offer = (what: End['what'], at: number): void => {
        if (at >= now && at < (first?.at ?? Infinity)) first = { what, target: target.name, address, at };
      };
      if (serving) offer('serving', chainNotAfter(serving));
      if (loopback.state === 'found') offer('loopback', chainNotAfter(loopback.chain));
    }
  }
  return first && sentence(first, now);
}

function sentence({ what, target, address, at }: End, now: number): Html {
  return html`<p>Next to end: the ${what} certificate of <code>${address}</code> (${target}), in ${spanText(at - now)}.</p>`;
}
