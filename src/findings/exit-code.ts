import { type Severity, worstSeverity } from './severity.js';

/**
 * Exit codes as monitoring plugins have them (Nagios plugin guidelines, "Plugin Return Codes"). The worst finding decides, and what is
 * known to be broken outranks what is not known, which outranks a warning: the order of `severities`.
 */
export const exitCodes = { critical: 2, unknown: 3, warning: 1, info: 0 } as const satisfies Record<Severity, number>;
export type ExitCode = (typeof exitCodes)[Severity];

/** 0: nothing to act on. */
export function exitCodeOf(findings: readonly { readonly severity: Severity }[]): ExitCode {
  return exitCodes[worstSeverity(findings.map(({ severity }) => severity)) ?? 'info'];
}
