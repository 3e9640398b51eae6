import type { Clock } from '../net/clock.js';
import { type Deadline, within } from '../net/deadline.js';
import type { Progress } from '../net/progress.js';

/** Runs work for each subject at most once at a time. Callers that ask meanwhile join it. */
export interface SingleFlight<Subject, Result> {
  /** The result of the work, or what it has shown by the deadline. The work itself goes on to its own end. */
  readonly join: (subject: Subject, deadline: Deadline) => Promise<Result>;
}

export interface SingleFlightOptions<Subject, Result> {
  readonly begin: (subject: Subject) => Progress<Result>;
  readonly clock: Clock;
  /** Called for each caller that found work under way. */
  readonly joined?: () => void;
  /** Subjects with the same key are the same; left out: each subject is its own key. */
  readonly keyOf?: (subject: Subject) => unknown;
}

export function createSingleFlight<Subject, Result>({
  begin,
  clock,
  joined = () => undefined,
  keyOf = (subject) => subject,
}: SingleFlightOptions<Subject, Result>): SingleFlight<Subject, Result> {
  const underWay = new Map<unknown, Progress<Result>>();

  const joinOrBegin = (subject: Subject): Progress<Result> => {
    const key = keyOf(subject);
    const known = underWay.get(key);
    if (known) {
      joined();
      return known;
    }
    const work = begin(subject);
    underWay.set(key, work);
    void work.done.finally(() => underWay.delete(key));
    return work;
  };

  return {
    join: async (subject, deadline) => {
      const { done, soFar } = joinOrBegin(subject);
      return (await within(deadline, clock, done, undefined)) ?? soFar();
    },
  };
}
