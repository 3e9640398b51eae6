import type { HealthCheck } from './http-answers.js';

/** What an API server answered over HTTP. */
export interface HttpEvidence {
  /** From /version. */
  readonly gitVersion: string | undefined;
  /** From /livez?verbose; empty where the server does not let us see them. */
  readonly health: readonly HealthCheck[];
  /** `process_start_time_seconds`, unix seconds with fractions; undefined where the server does not let us see it. */
  readonly startedAt: number | undefined;
  /** How many seconds the server's clock is ahead of ours; at most a second wrong. Undefined: not known that well. */
  readonly clockSkew: number | undefined;
}
