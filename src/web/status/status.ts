import type { Finding } from '../../findings/findings-of.js';
import type { YearPlan } from '../../plan/year-plan.js';
import type { Observation } from '../../scrape/observe.js';

/** Everything that the status page shows. */
export interface Status {
  readonly version: string;
  /** The time that the certificates were compared with, in unix seconds. */
  readonly now: number;
  readonly observation: Observation;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly plan: YearPlan;
  readonly links: Links;
}

/** Links of the page. They are relative, so that they also work below a proxy's path. */
export interface Links {
  readonly metrics: string;
  /** The runbook for an alert, if this installation has one. */
  readonly runbook: (alert: string) => string | undefined;
  /** undefined: this installation has no documentation. */
  readonly docs: string | undefined;
}
