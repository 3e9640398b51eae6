import { afterFreeTime } from './free-time.js';

/** A file operation that got no answer from the file system. */
export class UnansweredError extends Error {
  readonly code = 'EUNANSWERED';

  constructor() {
    super('the file system does not answer');
    this.name = 'UnansweredError';
  }
}

/** An operation on a path, which cannot be called off. */
export interface FileOperation {
  readonly path: string;
  readonly result: Promise<unknown>;
  readonly begin: () => void;
  readonly fail: (error: Error) => void;
  began: boolean;
  /** Whether somebody has waited until the deadline. */
  late: boolean;
}

/** What happens to an operation. */
export interface FileOperationEvents {
  readonly begun: () => void;
  readonly hangs: (one: FileOperation) => void;
  /** It has answered, in time or later. */
  readonly ended: (one: FileOperation) => void;
  /** It never began. */
  readonly failed: (one: FileOperation) => void;
}

/** Creates an operation that waits until `begin`. After `patience` milliseconds, it hangs. */
export function createFileOperation(
  path: string,
  operation: () => Promise<unknown>,
  patience: number,
  { begun, hangs, ended, failed }: FileOperationEvents,
): FileOperation {
  const { promise, resolve, reject } = deferred();
  const one: FileOperation = {
    ...{ path, result: promise, began: false, late: false },
    begin: () => {
      one.began = true;
      begun();
      const cancel = afterFreeTime(patience, () => hangs(one));
      operation()
        .finally(cancel)
        .then(resolve, reject)
        .finally(() => ended(one));
    },
    fail: (error) => {
      failed(one);
      reject(error);
    },
  };
  return one;
}

/** An operation whose turn has not come after so many times the deadline fails, even though others are answered. */
const mostRounds = 10;

/**
 * Waits for the answer. Rejects with UnansweredError if the operation has run for `deadline` milliseconds, or twice that if it had to wait for
 * its turn. While it waits, it is the same if no other one has been answered for so long (`answered` counts them): a long queue that moves is
 * not a file system that hangs.
 */
export async function inTime(one: FileOperation, deadline: number, answered: () => number): Promise<unknown> {
  let cancel = (): void => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const wait = (rounds: number): void => {
      const [hadBegun, before] = [one.began, answered()];
      cancel = afterFreeTime(deadline, () => {
        const moves = one.began ? !hadBegun : answered() > before;
        if (moves && rounds < mostRounds) {
          wait(rounds + 1);
          return;
        }
        one.late = true;
        if (!one.began) one.fail(new UnansweredError());
        reject(new UnansweredError());
      });
    };
    wait(1);
  });
  try {
    return await Promise.race([one.result, late]);
  } finally {
    cancel();
  }
}

interface Deferred {
  readonly promise: Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Promise.withResolvers, which needs Node 22. A rejection that nobody waits for any more is no error. */
function deferred(): Deferred {
  let resolve: Deferred['resolve'] = () => undefined;
  let reject: Deferred['reject'] = () => undefined;
  const promise = new Promise((...both) => ([resolve, reject] = both));
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
