/**
 * Runs `run` for at most so long, or until `outer` aborts; then its signal aborts, and the result is `late` at once, whatever `run` still
 * does. Nothing is left behind: no timer, no listener.
 */
export async function withTimeLimit<T>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T | 'late'> {
  if (outer?.aborted === true) return 'late';
  const controller = new AbortController();
  const expire = (): void => controller.abort();
  // AbortSignal.timeout would not keep the process alive, and AbortSignal.any leaks on Node 20 where `outer` lives long.
  const timer = setTimeout(expire, milliseconds);
  outer?.addEventListener('abort', expire);
  const expired = new Promise<'late'>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve('late'));
  });
  try {
    return await Promise.race([run(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', expire);
  }
}
