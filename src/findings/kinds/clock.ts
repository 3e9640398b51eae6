import type { Report } from '../../probe/report.js';
import { clockText } from '../../text/clock-text.js';
import { type FindingKind, inEachEndpoint } from './finding-kind.js';

/**
 * In seconds. API servers accept tokens of service accounts whose times are up to a minute off (the leeway of go-jose, with which
 * kube-apiserver validates them). Beyond that, a token that one API server issues is not yet valid, or has expired already, for another.
 */
const tolerance = 60;

/** A report that shows that the server's clock differs by more than a minute. */
type Skewed = Report & { readonly http: { readonly clockSkew: number } };

export function clockDiffersIn(report: Report): report is Skewed {
  return Math.abs(report.http?.clockSkew ?? 0) > tolerance;
}

export const clockDiffers = {
  id: 'clock-differs',
  runbook: undefined,
  about: 'probe',
  title:
    'The clocks of the server and of this host differ by more than a minute: new certificates and tokens of one are not yet valid for the other',
  detect: inEachEndpoint((report) =>
    clockDiffersIn(report)
      ? { severity: 'warning', text: `its clock is ${clockText(report.http.clockSkew)}` }
      : undefined,
  ),
  remedy: () => ({
    advice: [
      'Check the time service of both hosts: chronyc tracking, or timedatectl timesync-status. If every endpoint differs by the same time, the clock of this host is wrong, and so is all that is said here about dates.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;
