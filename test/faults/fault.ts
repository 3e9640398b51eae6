import type { Test } from 'tap';
import type { TargetChange } from '../probe/endpoint-fixture.js';

/** Where a server is torn down: a test or a part of one. */
export type Scope = Pick<Test, 'teardown'>;

/** A server that misbehaves in one way, and what a probe of it must report. */
export interface Fault {
  readonly name: string;
  /** Starts it on 127.0.0.1 until the scope ends; returns its port. */
  readonly serve: (t: Scope) => Promise<number>;
  /**
   * `probe=reason` of every failure in the report, separated by spaces; empty: no failures. There are several where the fault leaves it
   * open which of them comes first, or where versions of Node and OpenSSL differ.
   */
  readonly fails: string | readonly string[];
  /** What the report shows despite the fault: a pattern for `t.match`. */
  readonly shows?: object;
  /** How the target differs from one that expects the name `kubernetes`, trusts `authority` and asks over HTTP as well. */
  readonly target?: Omit<TargetChange, 'timeout'>;
}
