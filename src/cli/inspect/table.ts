import { printable } from '../../text/printable.js';
import { secondText, timeLeft } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import { isExpired } from '../../x509/validity.js';
import { type Cell, type Line, renderTable } from '../table.js';
import { chainCell } from './chain-cell.js';
import type { CoveredName, InspectRow } from './rows.js';

export interface InspectTableOptions {
  /** Unix seconds. */
  readonly now: number;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** More SANs than a person reads; JSON has all. */
const maxSans = 60;

/** A heading and a small table for each certificate, so that long names and many SANs fit a narrow terminal. */
export function inspectTable(rows: readonly InspectRow[], options: InspectTableOptions): string {
  const crowded = new Set(rows.filter(({ position }) => position > 1).map(({ source }) => source));
  return rows.map((row) => `${heading(row, crowded.has(row.source))}\n${rowTable(row, options)}`).join('\n\n');
}

function heading({ source, position, entry }: InspectRow, crowded: boolean): string {
  const file = source === '-' ? 'standard input' : source;
  const place = [crowded ? `certificate ${position}` : undefined, entry].filter((part) => part !== undefined);
  return printable([file, ...place].join(', '));
}

function rowTable(row: InspectRow, { now, color, width }: InspectTableOptions): string {
  const cells = 'error' in row ? [errorCells(row.error)] : certificateCells(row.certificate, row.names, now);
  const leafEnds = 'error' in row ? undefined : row.certificate.notAfter;
  const judged = row.chain === undefined ? [] : [['kubectl', chainCell(row.chain, { leafEnds, now })]];
  return renderTable({ rows: [...cells, ...judged], rules: false, color, width });
}

function errorCells({ reason, message }: { readonly reason: string; readonly message: string }): readonly Cell[] {
  return [
    'error',
    [
      { text: message, tone: 'bad' },
      { text: reason, tone: 'faint' },
    ],
  ];
}

function certificateCells(
  certificate: Certificate,
  names: readonly CoveredName[],
  now: number,
): readonly (readonly Cell[])[] {
  const cells: (readonly Cell[])[] = [
    ['subject', certificate.subject || '(empty)'],
    ['issuer', certificate.issuer || '(empty)'],
    ['from', validFrom(certificate.notBefore, now)],
    ['until', validUntil(certificate, now)],
    ['SANs', sans(certificate)],
    [
      'key',
      `${certificate.keyAlgorithm}, signed with ${certificate.signatureAlgorithm}${certificate.isCa ? ', CA' : ''}`,
    ],
    ['serial', certificate.serialNumber],
  ];
  return names.length === 0 ? cells : [...cells, ['names', names.map(nameLine)]];
}

function validFrom(notBefore: number, now: number): Line {
  return now < notBefore
    ? { text: `${secondText(notBefore)} UTC, not valid yet`, tone: 'bad' }
    : `${secondText(notBefore)} UTC`;
}

/** Yellow in the last tenth of the lifetime, because some certificates are valid for a month and others for ten years. */
function validUntil(validity: Certificate, now: number): Line {
  const { notBefore, notAfter } = validity;
  const tone = isExpired(validity, now) ? 'bad' : notAfter - now < (notAfter - notBefore) / 10 ? 'warning' : 'good';
  return { text: `${secondText(notAfter)} UTC, ${timeLeft(validity, now)}`, tone };
}

function sans({ dnsNames, ipAddresses, otherNames }: Certificate): Cell {
  const kinds = [
    [dnsNames, 'DNS'],
    [ipAddresses, 'IP'],
    [otherNames.map(({ type, value }) => `${type}:${value}`), 'other'],
  ] as const;
  const lines = kinds.flatMap(([all, kind]) => (all.length === 0 ? [] : [`${kind} ${some(all)}`]));
  return lines.length === 0 ? { text: 'none: no name is covered', tone: 'faint' } : lines;
}

function some(all: readonly string[]): string {
  const shown = all.slice(0, maxSans).join(', ');
  return all.length > maxSans ? `${shown} and ${all.length - maxSans} more` : shown;
}

function nameLine({ name, covered }: CoveredName): Line {
  return covered ? { text: `yes  ${name}`, tone: 'good' } : { text: `NO   ${name}`, tone: 'bad' };
}
