import { resolve } from 'node:path';
import { createFileGuard, type GuardFile } from './file-guard.js';
import { mountOf } from './mount-of.js';

/** libuv's default. */
const leastThreads = 4;

/** Half of libuv's threads are the most that it gives to lookups of names. The rest is for files, one of them for those that answer. */
const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? leastThreads);

const { guard, hanging } = createFileGuard({
  slots: threads >= 8 ? 2 : 1,
  mostHanging: Math.max(2, Math.floor(threads / 2) - 1),
  mountHanging: threads >= 8 ? 2 : 1,
  patience: 1000,
  deadline: 3000,
  mountOf: (path) => mountOf(resolve(path)),
});

/** The guard that every access to files goes through. There is one for the process, as there is one pool of threads. */
export const guardFile: GuardFile = guard;

/** How many threads wait for a file system that hangs. Node waits for them when it exits. */
export const hangingFiles: () => number = hanging;
