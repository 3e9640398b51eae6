/**
 * How bad a finding is, worst first. Something that could not be probed may be critical, so `unknown` comes before `warning`, which leaves
 * weeks. `info` is worth knowing and needs no action.
 */
export const severities = ['critical', 'unknown', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/**
 * The words that people read. `state` describes an endpoint, a file or a whole check; `finding` describes a finding; `counted` is
 * a noun after a number, in the singular.
 */
export const severityWords = {
  critical: { state: 'critical', finding: 'critical', counted: 'critical finding' },
  unknown: { state: 'unknown', finding: 'unknown', counted: 'unknown' },
  warning: { state: 'warning', finding: 'warning', counted: 'warning' },
  info: { state: 'ok', finding: 'note', counted: 'note' },
} as const satisfies Record<Severity, object>;

/** Compares for sorting, worst first. Below 0: `a` is worse than `b`. */
export function compareSeverities(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** What may be wrong, and not for certain, is work and no alarm. */
export function atMostWarning(severity: Severity): Severity {
  return severity === 'critical' ? 'warning' : severity;
}

/** The worst severity; undefined: `all` is empty. */
export function worstSeverity(all: Iterable<Severity>): Severity | undefined {
  return [...all].sort(compareSeverities)[0];
}

/**
 * The exit codes of monitoring plugins (Nagios plugin guidelines, "Plugin Return Codes"). The worst finding decides, in the
 * order of `severities`: something known to be broken outranks something unknown, which outranks a warning.
 */
export const exitCodes = { critical: 2, unknown: 3, warning: 1, info: 0 } as const satisfies Record<Severity, number>;
export type ExitCode = (typeof exitCodes)[Severity];

/** The exit code of the worst finding; 0 if nothing needs action. */
export function exitCodeOf(findings: readonly { readonly severity: Severity }[]): ExitCode {
  return exitCodes[worstSeverity(findings.map(({ severity }) => severity)) ?? 'info'];
}
