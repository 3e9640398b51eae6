import type { Clock } from '../probe/clock.js';
import { type Deadline, within } from '../probe/deadline.js';
import type { TargetReport } from '../probe/sweep.js';

/** Looks that are under way, by what they look at: whoever asks meanwhile joins. */
export interface Flights<Subject, Result = TargetReport> {
  /** The report of the look, or what it has shown by the deadline; the look itself goes on to its own end then. */
  readonly join: (subject: Subject, deadline: Deadline) => Promise<Result>;
}

/** A look that never rejects, and what it would give if it ended now: a TargetLook or a FileLook. */
interface Look<Result> {
  readonly done: Promise<Result>;
  readonly soFar: () => Result;
}

/**
 * Single flight: at most one look at each subject at a time; subjects are the same whose keys are. `joined` is called for each that found
 * one under way.
 */
export function createFlights<Subject, Result = TargetReport>(
  begin: (subject: Subject) => Look<Result>,
  clock: Clock,
  joined: () => void,
  keyOf: (subject: Subject) => unknown = (subject) => subject,
): Flights<Subject, Result> {
  const underWay = new Map<unknown, Look<Result>>();

  const take = (subject: Subject): Look<Result> => {
    const key = keyOf(subject);
    const known = underWay.get(key);
    if (known) {
      joined();
      return known;
    }
    const look = begin(subject);
    underWay.set(key, look);
    void look.done.finally(() => underWay.delete(key));
    return look;
  };

  return {
    join: async (subject, deadline) => {
      const { done, soFar } = take(subject);
      return (await within(deadline, clock, done, undefined)) ?? soFar();
    },
  };
}
