import { isRefusedLikeAll, nameRefusalReason } from '../../findings/name-refusal.js';
import { type Severity, severityWords } from '../../findings/severity/severity.js';
import type { EndpointView } from '../../findings/target-view.js';
import { processUptime } from '../../probe/process-start.js';
import type { NameVerdict, NotAskedReason, Report } from '../../probe/report.js';
import { isOtherServer, serverKindOf } from '../../probe/server-kind-of.js';
import { serverKinds } from '../../servers/server-kind.js';
import { dateText, spanText, timeLeft } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import type { Cell, Line, Tone } from '../table.js';

/** The width of the table. In a wide one, a date and the time left share a line. A narrow one has fewer columns. */
export type Layout = 'wide' | 'medium' | 'narrow';

export interface Column {
  readonly head: string;
  readonly cell: (row: EndpointView) => Cell;
}

/** Returns the columns that have something to show. `now`: unix seconds. */
export function checkColumns(
  layout: Layout,
  shown: { readonly targets: boolean; readonly problems: boolean },
  now: number,
): readonly Column[] {
  const utc = layout === 'narrow' ? '' : ' UTC';
  return [
    ...(layout === 'narrow' ? [endpointColumn(shown.targets)] : identityColumns(shown.targets)),
    {
      head: `Serving ends${utc}`,
      cell: ({ report, about }) => endCell(report.serving?.[0], about('serving'), layout, now),
    },
    { head: `Loopback ends${utc}`, cell: (row) => loopbackCell(row, layout, now) },
    { head: 'Up for', cell: uptimeCell },
    { head: 'Refused names', cell: (row) => namesCell(row, now) },
    ...(shown.problems && layout !== 'narrow' ? [{ head: 'Problem', cell: problemLines }] : []),
  ];
}

function identityColumns(targets: boolean): readonly Column[] {
  return [
    { head: 'State', cell: stateLine },
    ...(targets ? [{ head: 'Target', cell: ({ target }: EndpointView) => target }] : []),
    { head: 'Address', cell: ({ report }) => [report.address, ...serverLines(report)] },
  ];
}

/** One column for state, address, target and problems. */
function endpointColumn(targets: boolean): Column {
  return {
    head: 'Address',
    cell: (row) => [
      stateLine(row),
      row.report.address,
      ...serverLines(row.report),
      ...(targets ? [row.target] : []),
      ...problemLines(row),
    ],
  };
}

/** What answers, if it is known to be another server than kube-apiserver. */
function serverLines(report: Report): readonly Line[] {
  const server = isOtherServer(report) ? serverKindOf(report) : undefined;
  return server === undefined ? [] : [{ text: serverKinds[server.kind].text, tone: 'faint' }];
}

export const severityTones = {
  critical: 'bad',
  unknown: 'warning',
  warning: 'warning',
  info: 'good',
} as const satisfies Record<Severity, Tone>;

function toned(text: string, severity: Severity): Line {
  return { text, tone: severityTones[severity] };
}

const unknown: Line = { text: '?', tone: 'faint' };
const notServed: Line = { text: 'not served', tone: 'faint' };

function stateLine({ severity }: EndpointView): Line {
  return toned(severityWords[severity].state.toUpperCase(), severity);
}

function problemLines({ report, about }: EndpointView): readonly Line[] {
  return [...new Set(report.failures.map(({ reason }) => reason))].map((reason) => toned(reason, about('probe')));
}

function endCell(certificate: Certificate | undefined, severity: Severity, layout: Layout, now: number): Cell {
  if (certificate === undefined) return unknown;
  const date = dateText(certificate.notAfter);
  const left = timeLeft(certificate, now);
  if (layout === 'wide') return toned(`${date}  ${left}`, severity);
  const [day = '', time = ''] = date.split(' ');
  return [...(layout === 'narrow' ? [day, `${time} UTC`] : [date]), toned(left, severity)];
}

function loopbackCell({ report: { loopback }, about }: EndpointView, layout: Layout, now: number): Cell {
  switch (loopback.state) {
    case 'found':
      return endCell(loopback.chain[0], about('loopback'), layout, now);
    case 'not_served':
      return loopback.because === 'serving_certificate' ? notServed : inParts(['not reachable', 'here'], layout);
    case 'failed':
      return unknown;
    case 'not_asked':
      return loopback.because === 'no_serving_handshake' ? unknown : inParts(notAsked[loopback.because], layout);
  }
}

/** Returns one line where the table is wide, else one for each part. */
function inParts(parts: readonly string[], layout: Layout): Cell {
  const lines = layout === 'wide' ? [parts.join(' ')] : parts;
  return lines.map((text) => ({ text, tone: 'faint' }));
}

const notAsked = {
  disabled: ['not probed'],
  dynamiclistener: ['not probed', '(K3s)'],
  gateway: ['not probed', '(gateway)'],
} as const satisfies Record<Exclude<NotAskedReason, 'no_serving_handshake'>, readonly string[]>;

function uptimeCell({ report }: EndpointView): Cell {
  const up = processUptime(report);
  return up === undefined ? unknown : spanText(up);
}

/**
 * The names that are refused because the certificate lacks them, or because they are shown one that has a fault. `all`: every name is refused,
 * because the serving chain is. Names that could not be checked are missing from `names`: then the cell must not say `none`. Those that are
 * not reachable at this address are counted below.
 */
function namesCell({ report, about }: EndpointView, now: number): Cell {
  const { names, namesNotHere, serving, failures } = report;
  const isAll = (verdict: NameVerdict): boolean => isRefusedLikeAll(report, verdict, now);
  if (names.some(isAll) && names.every(({ verdict }) => verdict?.accepted === false))
    return toned('all', about('serving'));
  const unjudged = serving === undefined || failures.some(({ probe }) => probe === 'name');
  const refused = names
    .filter((verdict) => nameRefusalReason(verdict) !== undefined || isAll(verdict))
    .map((verdict) => toned(verdict.name, about(isAll(verdict) ? 'serving' : 'names')));
  const nothing = unjudged ? unknown : 'none';
  if (namesNotHere.length > 0) {
    const elsewhere: Line = { text: `${namesNotHere.length} not reachable here`, tone: 'faint' };
    return [...(unjudged || refused.length > 0 ? refused : ['none']), ...(unjudged ? [unknown] : []), elsewhere];
  }
  if (refused.length === 0) return nothing;
  return unjudged ? [...refused, unknown] : refused;
}
