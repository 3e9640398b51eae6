/**
 * Handles signals until `serve` can do it. SIGTERM and SIGINT end the process at once with exit code 0. This also works as PID 1, to which
 * Linux delivers only signals that it handles. SIGHUP, a reload before the exporter listens, does nothing. Returns a function that removes
 * these handlers.
 */
export function handleEarlySignals(): () => void {
  const end = (): void => process.exit(0);
  const ignore = (): void => undefined;
  process.on('SIGTERM', end).on('SIGINT', end).on('SIGHUP', ignore);
  return () => {
    process.off('SIGTERM', end).off('SIGINT', end).off('SIGHUP', ignore);
  };
}
