const ends = new Set<() => void>();

/** Signals that end a program which does not handle them. */
const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Calls `end` when this process ends, also by a signal, such as that of Ctrl-C. Returns a function that calls this off. Other handlers of the
 * signals decide as before whether the process ends.
 */
export function endWithUs(end: () => void): () => void {
  if (ends.size === 0) install();
  ends.add(end);
  return () => {
    if (ends.delete(end) && ends.size === 0) uninstall();
  };
}

function install(): void {
  process.on('exit', endAll);
  for (const signal of signals) process.once(signal, endBySignal);
}

function uninstall(): void {
  process.off('exit', endAll);
  for (const signal of signals) process.off(signal, endBySignal);
}

function endAll(): void {
  for (const end of ends) end();
}

function endBySignal(signal: NodeJS.Signals): void {
  endAll();
  // Without our handler, and without any other, the signal ends the process as it would have done.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
