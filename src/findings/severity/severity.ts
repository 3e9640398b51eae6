/**
 * How bad a finding is, worst first. Something that could not be probed may be as bad as anything, so `unknown` comes before a warning, which
 * leaves weeks. `info` is worth knowing, and needs no action.
 */
export const severities = ['critical', 'unknown', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What people read. `state` is said of an endpoint, a file or a whole check; `finding` of a finding. */
export const severityWords = {
  critical: { state: 'critical', finding: 'critical' },
  unknown: { state: 'unknown', finding: 'unknown' },
  warning: { state: 'warning', finding: 'warning' },
  info: { state: 'ok', finding: 'note' },
} as const satisfies Record<Severity, object>;

/** Below 0: `a` is worse than `b`. For sorting, worst first. */
export function compareSeverities(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** The worst of them; undefined: there is none. */
export function worstSeverity(all: Iterable<Severity>): Severity | undefined {
  return [...all].sort(compareSeverities)[0];
}

/**
 * Exit codes as monitoring plugins have them (Nagios plugin guidelines, "Plugin Return Codes"). The worst finding decides, in the
 * order of `severities`: something known to be broken outranks something unknown, which outranks a warning.
 */
export const exitCodes = { critical: 2, unknown: 3, warning: 1, info: 0 } as const satisfies Record<Severity, number>;
export type ExitCode = (typeof exitCodes)[Severity];

/** The exit code of the worst finding; 0 where nothing needs action. */
export function exitCodeOf(findings: readonly { readonly severity: Severity }[]): ExitCode {
  return exitCodes[worstSeverity(findings.map(({ severity }) => severity)) ?? 'info'];
}
