/**
 * How bad a finding is, worst first. `unknown`: what could not be looked at may be as bad as anything, so it comes before a warning, which
 * leaves weeks. `info` is worth knowing and nothing to act on.
 */
export const severities = ['critical', 'unknown', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Below 0: `a` is worse than `b`. For sorting, worst first. */
export function compareSeverities(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** undefined: there is none. */
export function worstSeverity(all: Iterable<Severity>): Severity | undefined {
  return [...all].sort(compareSeverities)[0];
}
