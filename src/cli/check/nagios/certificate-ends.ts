import type { FileEvidence } from '../../../files/serving-file.js';
import { judgedInFiles } from '../../../findings/kinds/files.js';
import { firstIssuerToEnd } from '../../../findings/kinds/trust.js';
import { atMostWarning } from '../../../findings/severity/severity.js';
import {
  certificateSeverity,
  leastLeft,
  type Life,
  type Thresholds,
  thresholds,
} from '../../../findings/severity/thresholds.js';
import type { Report, TargetReport } from '../../../probe/report.js';
import { serverKindOf } from '../../../probe/server-kind-of.js';
import type { Chain } from '../../../x509/certificate.js';
import { isSaidBy } from '../../said-by.js';
import type { Datum } from './performance-data.js';

/** What certificates end in a check. */
export interface Ends extends FileEvidence {
  /** Unix seconds. */
  readonly now: number;
  readonly targets: readonly TargetReport[];
}

/**
 * The seconds that each certificate has left, negative after its end, with the limits by which findings judge it. Where they judge no end,
 * because clients refuse the certificate anyway, there is none.
 */
export function certificateEnds({ now, targets, ...evidence }: Ends): readonly Datum[] {
  return [
    ...targets.flatMap(({ target: { name }, reports }) =>
      reports.flatMap((report) => {
        const place = isSaidBy(report.address, name) ? report.address : `${name} ${report.address}`;
        return endsAt(report, now).map((datum) => ({ ...datum, label: `${place} ${datum.label}` }));
      }),
    ),
    ...judgedInFiles(evidence).map(({ path, label, certificate }) =>
      leftOf(`${path} ${label}`, certificate, thresholds.file, now),
    ),
  ];
}

function endsAt(report: Report, now: number): readonly Datum[] {
  const { serving, loopback, names } = report;
  return [
    ...(serving ? [servingEnd(report, serving, now), ...issuerEnd(report, serving, now)] : []),
    ...(loopback.state === 'found' ? [loopbackEnd(report, loopback.chain, now)] : []),
    ...names.flatMap(({ name, shown, verdict }) =>
      shown === undefined || verdict?.accepted === false
        ? []
        : [leftOf(`name ${name}`, shown[0], thresholds.serving, now)],
    ),
  ];
}

/** Where clients verify nothing, only a certificate that has expired is a warning. */
function servingEnd({ isVerified }: Report, [leaf]: Chain, now: number): Datum {
  const datum = leftOf('serving', leaf, thresholds.serving, now);
  if (isVerified !== false) return datum;
  const severity = datum.value < 0 ? 'warning' : 'info';
  return { ...datum, warning: { atLeast: 0 }, critical: undefined, severity };
}

/** Where its end breaks nothing, no value is wrong; where nobody sees whether it does, none is more than a warning. */
function loopbackEnd(report: Report, [leaf]: Chain, now: number): Datum {
  const datum = leftOf('loopback', leaf, thresholds.loopback, now);
  switch (serverKindOf(report)?.loopbackEnd ?? 'breaks') {
    case 'breaks':
      return datum;
    case 'may_break':
      return { ...datum, critical: undefined, severity: atMostWarning(datum.severity) };
    case 'harmless':
      return { ...datum, warning: undefined, critical: undefined, severity: 'info' };
  }
}

/** Without a configured CA, clients may have a renewed one, so that its end is a warning at most. */
function issuerEnd(report: Report, serving: Chain, now: number): readonly Datum[] {
  const issuer = firstIssuerToEnd(report, serving);
  if (issuer === undefined) return [];
  const datum = leftOf('CA', issuer, thresholds.chain, now);
  if (report.trust.state === 'trusted') return [datum];
  return [{ ...datum, critical: undefined, severity: atMostWarning(datum.severity) }];
}

function leftOf(label: string, life: Life, limits: Thresholds, now: number): Datum {
  return {
    label,
    value: life.notAfter - now,
    unit: 's',
    warning: { atLeast: leastLeft(limits.warning, life) },
    critical: { atLeast: leastLeft(limits.critical, life) },
    severity: certificateSeverity(life, limits, now),
  };
}
