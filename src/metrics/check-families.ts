import type { Family } from './family.js';

/** What is known of a check as a whole. */
export interface CheckOutcome {
  /** Unix seconds. */
  readonly now: number;
  readonly exitCode: number;
  /** How many findings there are of each severity, by the name of the severity. */
  readonly findings: Readonly<Record<string, number>>;
}

/**
 * The metrics of `check --output openmetrics` about the check itself: a file that nobody writes any more shows the last state for ever, so it
 * has to say when that was.
 */
export const checkFamilies: readonly Family<CheckOutcome>[] = [
  {
    name: 'apiserver_check_timestamp_seconds',
    help: 'Unix time of the check. Alert on its age, because the file of a check that does not run any more stays as it is.',
    labels: [],
    samples: ({ now }) => [{ value: now }],
  },
  {
    name: 'apiserver_check_exit_code',
    help: 'Exit code of the check: 0 fine, 1 warning, 2 critical, 3 unknown.',
    labels: [],
    samples: ({ exitCode }) => [{ value: exitCode }],
  },
  {
    name: 'apiserver_check_findings',
    help: 'Number of findings of the check, by severity: critical, unknown, warning, info. A severity without findings has 0.',
    labels: ['severity'],
    samples: ({ findings }) => Object.entries(findings).map(([severity, value]) => ({ labels: { severity }, value })),
  },
];
