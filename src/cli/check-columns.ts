import type { Severity } from '../findings/severity.js';
import { isExpired } from '../findings/thresholds.js';
import { dateText, spanText } from '../findings/time-text.js';
import type { Certificate } from '../x509/certificate.js';
import { type EndpointRow, severityWords, startedAt } from './check-result.js';
import type { Cell, Line, Tone } from './table.js';

/** How much stands beside each other: a date and the time left on one line, on two, or on three and with fewer columns. */
export type Layout = 'wide' | 'medium' | 'narrow';

export interface Column {
  readonly head: string;
  readonly cell: (row: EndpointRow) => Cell;
}

/** The columns that have something to say. */
export function checkColumns(
  layout: Layout,
  shown: { readonly targets: boolean; readonly problems: boolean },
): readonly Column[] {
  const utc = layout === 'narrow' ? '' : ' UTC';
  return [
    ...(layout === 'narrow' ? [endpointColumn(shown.targets)] : identityColumns(shown.targets)),
    { head: `Serving ends${utc}`, cell: (row) => endCell(row.report.serving?.[0], row, 'serving', layout) },
    { head: `Loopback ends${utc}`, cell: (row) => loopbackCell(row, layout) },
    { head: 'Up for', cell: uptimeCell },
    { head: 'Not covered', cell: namesCell },
    ...(shown.problems && layout !== 'narrow' ? [{ head: 'Problem', cell: problemLines }] : []),
  ];
}

function identityColumns(targets: boolean): readonly Column[] {
  return [
    { head: 'State', cell: stateLine },
    ...(targets ? [{ head: 'Target', cell: ({ target }: EndpointRow) => target }] : []),
    { head: 'Address', cell: ({ report }) => report.address },
  ];
}

/** State, address, target and problems in one. */
function endpointColumn(targets: boolean): Column {
  return {
    head: 'Address',
    cell: (row) => [stateLine(row), row.report.address, ...(targets ? [row.target] : []), ...problemLines(row)],
  };
}

const tones = { critical: 'bad', unknown: 'warning', warning: 'warning', info: 'good' } as const satisfies Record<
  Severity,
  Tone
>;

function toned(text: string, severity: Severity): Line {
  return { text, tone: tones[severity] };
}

const unknown: Line = { text: '?', tone: 'faint' };

function stateLine({ severity }: EndpointRow): Line {
  return toned(severityWords[severity()], severity());
}

function problemLines({ report, severity }: EndpointRow): readonly Line[] {
  return [...new Set(report.failures.map(({ reason }) => reason))].map((reason) => toned(reason, severity('probe')));
}

function endCell(
  certificate: Certificate | undefined,
  { now, severity }: EndpointRow,
  about: 'serving' | 'loopback',
  layout: Layout,
): Cell {
  if (certificate === undefined) return unknown;
  const date = dateText(certificate.notAfter);
  const left = timeLeft(certificate, now);
  if (layout === 'wide') return toned(`${date}  ${left}`, severity(about));
  const [day = '', time = ''] = date.split(' ');
  return [...(layout === 'narrow' ? [day, `${time} UTC`] : [date]), toned(left, severity(about))];
}

function timeLeft(certificate: Certificate, now: number): string {
  const { notBefore, notAfter } = certificate;
  if (isExpired(certificate, now)) return `EXPIRED ${spanText(now - notAfter)} ago`;
  return now < notBefore ? `NOT VALID for ${spanText(notBefore - now)}` : `${spanText(notAfter - now)} left`;
}

function loopbackCell(row: EndpointRow, layout: Layout): Cell {
  const { loopback } = row.report;
  switch (loopback.state) {
    case 'found':
      return endCell(loopback.chain[0], row, 'loopback', layout);
    case 'not_served':
      return { text: 'not seen', tone: 'faint' };
    case 'failed':
      return unknown;
    case 'not_asked':
      return notAskedCells[loopback.because];
  }
}

const notAskedCells = {
  disabled: { text: 'not asked', tone: 'faint' },
  dynamiclistener: { text: 'not seen (K3s)', tone: 'faint' },
  no_serving_handshake: unknown,
} as const satisfies Record<string, Line>;

function uptimeCell({ report }: EndpointRow): Cell {
  const start = startedAt(report);
  return start === undefined ? unknown : spanText(Math.max(0, report.observedAt - start));
}

/** A name that could not be judged is in no list, so `none` would be a lie then. */
function namesCell({ report: { names, serving, failures }, severity }: EndpointRow): Cell {
  const unjudged = serving === undefined || failures.some(({ probe }) => probe === 'name');
  const uncovered = names.filter(({ covered }) => !covered).map(({ name }) => toned(name, severity('names')));
  if (uncovered.length === 0) return unjudged ? unknown : 'none';
  return unjudged ? [...uncovered, unknown] : uncovered;
}
