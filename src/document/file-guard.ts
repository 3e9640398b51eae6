import {
  createFileOperation,
  type FileOperation,
  type FileOperationEvents,
  inTime,
  UnansweredError,
} from './file-operation.js';

export interface FileGuardOptions {
  /** Operations at once, not counting those that hang. */
  readonly slots: number;
  /** Each operation that hangs keeps a thread. With so many, further ones fail at once. */
  readonly mostHanging: number;
  /** So many that hang on one mount stand for all of it. */
  readonly mountHanging: number;
  /** Milliseconds of free time after which an operation counts as hanging, and gives its slot to another. */
  readonly patience: number;
  /** Milliseconds of free time after which whoever waits for an operation gives up. */
  readonly deadline: number;
  /** Returns the mount point of a path. It is called only while something hangs, and must not touch the path. */
  readonly mountOf: (path: string) => string;
}

/**
 * Runs an operation on a path. Rejects with UnansweredError if the file system does not answer. Equal operations (`what`) on one path that
 * overlap are one operation.
 */
export type GuardFile = <T>(what: string, path: string, operation: () => Promise<T>) => Promise<T>;

export interface FileGuard {
  readonly guard: GuardFile;
  /** How many operations hang now. */
  readonly hanging: () => number;
}

/**
 * Creates a guard for file operations. A read on a file system that hangs (NFS, FUSE) cannot be called off, and keeps one of libuv's threads,
 * which resolve names as well. So few run at once, one that hangs is set aside, and who asks for it again fails at once. A few that hang on
 * one mount stand for all of it, except on the root: a path there may lead elsewhere by a symbolic link.
 */
export function createFileGuard(options: FileGuardOptions): FileGuard {
  const { slots, patience, deadline } = options;
  const all = new Map<string, FileOperation>();
  const waiting = new Set<FileOperation>();
  const hanging = new Set<FileOperation>();
  let [running, answered] = [0, 0];

  const isDead = (path: string): boolean => hanging.size > 0 && standFor(path, [...hanging], options);
  const advance = (): void => {
    for (const one of waiting) {
      if (running >= slots) return;
      waiting.delete(one);
      if (isDead(one.path)) one.fail(new UnansweredError());
      else one.begin();
    }
  };
  const eventsOf = (key: string): FileOperationEvents => ({
    begun: () => void (running += 1),
    hangs: (one) => {
      running -= 1;
      hanging.add(one);
      advance();
    },
    ended: (one) => {
      answered += 1;
      all.delete(key);
      waiting.delete(one);
      if (!hanging.delete(one)) running -= 1;
      advance();
    },
    failed: (one) => {
      all.delete(key);
      waiting.delete(one);
    },
  });
  const create = (key: string, path: string, operation: () => Promise<unknown>): FileOperation => {
    const one = createFileOperation(path, operation, patience, eventsOf(key));
    all.set(key, one);
    waiting.add(one);
    advance();
    return one;
  };

  const guard: GuardFile = async <T>(what: string, path: string, operation: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify([what, path]);
    const known = all.get(key);
    if (known?.late === true || (known === undefined && isDead(path))) throw new UnansweredError();
    const one = known ?? create(key, path, operation);
    return (await inTime(one, deadline, () => answered)) as T;
  };
  return { guard, hanging: () => hanging.size };
}

/** Whether those that hang say that this path would hang as well, or leave no thread for it. */
function standFor(
  path: string,
  hanging: readonly FileOperation[],
  { mostHanging, mountHanging, mountOf }: FileGuardOptions,
): boolean {
  if (hanging.length >= mostHanging) return true;
  if (hanging.length < mountHanging) return false;
  const mount = mountOf(path);
  return mount !== '/' && hanging.filter((one) => mountOf(one.path) === mount).length >= mountHanging;
}
