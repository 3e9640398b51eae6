/** A thread that only waits takes 10 kB. libuv gives at most half of its threads to lookups of names. */
const threads = '32';

/**
 * Gives libuv more threads than its four, unless the environment says how many. A lookup or a read that hangs keeps one, and cannot be called
 * off. It has to be called before anything uses a thread. Node 20 uses them while it loads the program, so there, only the environment counts.
 */
export function widenThreadPool(env: NodeJS.ProcessEnv, nodeVersion: string): void {
  if (Number.parseInt(nodeVersion, 10) >= 22) env['UV_THREADPOOL_SIZE'] ??= threads;
}
