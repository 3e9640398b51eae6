import type { FileCertificate, FileReport } from '../../files/file-report.js';
import { type FileEvidence, servesFile } from '../../files/serving-file.js';
import { certificateSeverity, thresholds } from '../../findings/severity/thresholds.js';
import { clip } from '../../text/clip.js';
import { dateText, timeLeft } from '../../text/time-text.js';
import { type Html, html } from '../page/html.js';
import { countText } from '../../text/count-text.js';
import { lifeBar } from './life-bar.js';
import { withinBudget } from './within-budget.js';

const budget = { items: 300, characters: 120_000 };
const longest = 300;

/** Shows the files that cannot be read, then the certificates on disk, the first to expire first. Empty if no files are read. */
export function filesSection({ files, serving }: FileEvidence, now: number): Html {
  if (files.length === 0) return html``;
  const notServed = new Set(serving.filter((each) => !servesFile(each)).map(({ path }) => path));
  const rows = files.flatMap(rowsOf).toSorted((a, b) => endOf(a) - endOf(b) || 0);
  const { shown, rest } = withinBudget(rows, (row) => fileRow(row, notServed, now), budget);
  return html`<section aria-labelledby="files"><h2 id="files">Certificates on disk</h2>
<div class="scroller" tabindex="0" role="region" aria-label="Files and their certificates"><table class="list">
<thead><tr><th scope="col">File</th><th scope="col">Certificate</th><th scope="col">Time left</th><th scope="col">Ends</th></tr></thead>
<tbody>${shown}</tbody></table></div>
${rest.length > 0 && html`<p class="soft">${countText(rest.length, 'further certificate')}, ending later, not shown here. The metrics include all of them.</p>`}</section>
`;
}

interface Row {
  readonly path: string;
  /** A certificate, or why the file shows no certificate or not all of them. */
  readonly shows: FileCertificate | string;
}

function rowsOf({ path, outcome, certificates }: FileReport): readonly Row[] {
  const held = certificates.map((certificate) => ({ path, shows: certificate }));
  return outcome.state === 'failed' ? [{ path, shows: outcome.message }, ...held] : held;
}

/** Files that cannot be read come first, because their certificates may have expired long ago. */
function endOf({ shows }: Row): number {
  return typeof shows === 'string' ? -Infinity : shows.certificate.notAfter;
}

function fileRow({ path, shows }: Row, notServed: ReadonlySet<string>, now: number): Html {
  const stale = notServed.has(path) && html`<small class="warning">not the served certificate</small>`;
  const cells =
    typeof shows === 'string'
      ? html`<td class="unknown" colspan="3">${clip(shows, longest)}</td>`
      : certificateCells(shows, now);
  return html`<tr><th scope="row"><code>${clip(path, longest)}</code>${stale}</th>${cells}</tr>
`;
}

function certificateCells({ label, certificate, renewalShare }: FileCertificate, now: number): Html {
  const life = { ...certificate, renewalShare };
  const severity = certificateSeverity(life, thresholds.file, now);
  return html`<td>${clip(label, 100)}<small>${clip(certificate.subject, 100)}</small></td><td class="${severity}">${timeLeft(certificate, now)}${lifeBar(life, thresholds.file, severity, now)}</td><td>${dateText(certificate.notAfter)} UTC</td>`;
}
