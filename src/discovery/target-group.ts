import type { Deadline } from '../net/deadline.js';
import type { TargetSource } from './target-source.js';

/** One entry of `targets:`: a single target, or a fleet, whose targets come and go. */
export interface TargetGroup {
  /** The target of that name. That of a fleet has no endpoints: it says how the list was come by. */
  readonly entry: TargetSource;
  /** Undefined: a single target. */
  readonly fleet: Fleet | undefined;
}

/** The targets that somebody else lists: its members. */
export interface Fleet {
  /**
   * Asks for the list if it is time, and waits for it until the deadline, or for as long as the fleet allows, whichever is earlier. Then
   * `known` has what is known. Never rejects.
   */
  readonly refresh: (deadline: Deadline) => Promise<void>;
  /** The members that are known. The same array as long as they are the same. */
  readonly known: () => readonly Member[];
  /** Whether the list is recent enough for a probe of one member. */
  readonly isFresh: () => boolean;
}

/** A target of a fleet. The same object as long as it is the same target under the same wanted name. */
export interface Member {
  /** What it is called, unless another target has that name. */
  readonly name: string;
  /** Its source under a name. The same object for the same name. */
  readonly as: (name: string) => TargetSource;
}

/** The group of a single target. */
export function singleGroup(entry: TargetSource): TargetGroup {
  return { entry, fleet: undefined };
}
