import type { FileCertificate, FileReport } from '../../files/file-report.js';
import { fileSeverities } from '../../findings/kinds/files.js';
import { type Severity, severityWords } from '../../findings/severity/severity.js';
import { certificateSeverity, thresholds } from '../../findings/severity/thresholds.js';
import { dateText, timeLeft } from '../../text/time-text.js';
import { type Cell, renderTable, type Tone } from '../table.js';

export interface FilesTableOptions {
  /** Unix seconds. */
  readonly now: number;
  readonly color: boolean;
  readonly width: number;
}

/** More rows than a person reads; JSON has all. */
const maxRows = 100;

/** One row for each certificate on disk and for each file that could not be read or was skipped. Empty if there are no files. */
export function checkFilesTable(files: readonly FileReport[], { now, color, width }: FilesTableOptions): string {
  const rows = files.flatMap((file) => [
    ...problemRows(file),
    ...file.certificates.map((one) => certificateRow(file, one, now)),
  ]);
  if (rows.length === 0) return '';
  const table = renderTable({
    head: ['State', 'File', 'Certificate', 'Ends UTC', 'Time left'],
    rows: rows.slice(0, maxRows),
    rules: false,
    color,
    width,
  });
  return rows.length > maxRows ? `${table}\nand ${rows.length - maxRows} more: see --output json` : table;
}

function problemRows({ path, outcome }: FileReport): readonly (readonly Cell[])[] {
  switch (outcome.state) {
    case 'read':
      return [];
    case 'skipped':
      return [[{ text: 'skipped', tone: 'faint' }, path, { text: 'a key', tone: 'faint' }, '', '']];
    case 'failed':
      return [
        [
          { text: severityWords[fileSeverities[outcome.reason]].state.toUpperCase(), tone: 'warning' },
          path,
          { text: outcome.message, tone: 'warning' },
          '',
          '',
        ],
      ];
  }
}

/** The tones of certificates in tables. */
export const certificateTones = { critical: 'bad', warning: 'warning', info: 'good' } as const satisfies Partial<
  Record<Severity, Tone>
>;

function certificateRow({ path }: FileReport, { label, certificate }: FileCertificate, now: number): readonly Cell[] {
  const severity = certificateSeverity(certificate, thresholds.file, now);
  const name = certificate.subjectCommonName ?? certificate.subject;
  return [
    { text: severityWords[severity].state.toUpperCase(), tone: certificateTones[severity] },
    path,
    /^\d+$/.test(label) ? name : label,
    dateText(certificate.notAfter).slice(0, 10),
    { text: timeLeft(certificate, now), tone: certificateTones[severity] },
  ];
}
