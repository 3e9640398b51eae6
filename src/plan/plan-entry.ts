import type { Severity } from '../findings/severity/severity.js';

/** The start of a UTC day, in Unix seconds, by the end of which something is to be done. `now`: no whole day is left for it. */
export type Due = number | 'now';

/** A certificate that ends, at one place where it was seen. */
export interface Ending {
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string;
  /** An address, an address with a name, a path, or a target. It may come from outside. */
  readonly place: string;
  /** Unix seconds at which it became valid. */
  readonly begins: number;
  /** Unix seconds at which it, or the trust in it, ends. */
  readonly end: number;
  /** Unix seconds from which on `check` warns. */
  readonly warnsAt: number;
  readonly severity: Severity;
}

/** The first to end in front. */
export type Endings = readonly [Ending, ...Ending[]];

/** The restart of one process, which makes a new loopback certificate. */
export interface Restart extends Ending {
  /** The day by which it is to be restarted, one at a time. */
  readonly due: Due;
}

/** What one person does in one go. */
export interface Work {
  readonly kind: 'serving' | 'restart' | 'ca' | 'files';
  /** Tells it apart from other work of its kind, together with the first certificate: a target, a folder. */
  readonly scope: string;
  /** In the imperative. It has parts from outside. */
  readonly title: string;
  /** The alert whose page in docs/runbooks says more. */
  readonly runbook: string;
  /** What is not certain, in a sentence. */
  readonly caveat: string | undefined;
  readonly endings: Endings;
  /** In their order; empty: it is no work of restarts. Those that come after the span of the plan are left out. */
  readonly restarts: readonly Restart[];
}

/** Work with its dates. */
export interface PlanEntry extends Work {
  /** Unique in a plan, and the same as long as the first certificate is. */
  readonly key: string;
  /** That of the worst certificate. */
  readonly severity: Severity;
  /** Whether the first certificate has ended already. */
  readonly isOverdue: boolean;
  /** The last whole UTC day before the first end. */
  readonly lastSafeDay: Due;
  /** The day by which the first step is to be done: that of the first restart, or the last safe day. */
  readonly due: Due;
  /** The day on which `check` begins to warn. */
  readonly bestFrom: Due;
}

/** What was found in one part of an observation. */
export interface FoundWork {
  readonly work: readonly Work[];
  /** Certificates that something renews in time. */
  readonly renewing: readonly Ending[];
}

/** From now to the end of what is planned, in Unix seconds. */
export interface Span {
  readonly now: number;
  readonly end: number;
}
