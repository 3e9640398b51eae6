import type { Finding } from '../../findings/findings-of.js';
import type { Observation } from '../../scrape/observe.js';

/** All that the status page shows. */
export interface Status {
  readonly version: string;
  /** Unix seconds at which it was judged. */
  readonly now: number;
  readonly observation: Observation;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly links: Links;
}

/** Where the page leads to, relative to itself so that it works below a proxy's path too. */
export interface Links {
  readonly metrics: string;
  /** The page on an alert, if there is one here. */
  readonly runbook: (alert: string) => string | undefined;
  /** undefined: this installation has no documentation with it. */
  readonly docs: string | undefined;
}
