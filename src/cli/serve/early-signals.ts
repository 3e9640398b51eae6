/**
 * Signals until `serve` can handle them: SIGTERM and SIGINT end the process at once, with 0 and also as PID 1, to which Linux delivers none
 * that it does not handle; SIGHUP, of a service that is told to reload before it listens, does nothing. Gives what takes them back.
 */
export function handleEarlySignals(): () => void {
  const end = (): void => process.exit(0);
  const ignore = (): void => undefined;
  process.on('SIGTERM', end).on('SIGINT', end).on('SIGHUP', ignore);
  return () => {
    process.off('SIGTERM', end).off('SIGINT', end).off('SIGHUP', ignore);
  };
}
