import closeWithGrace from 'close-with-grace';
import type { Logger } from '../../log/log.js';
import { hangingFiles } from '../../document/guard-file.js';
import { leaveAtOnce } from './leave-at-once.js';
import { defaultLimits } from '../../web/limits.js';

/** Milliseconds to wait for the shutdown before giving up. Requests in progress are cut off before that, after their own limit. */
const patience = defaultLimits.grace + 5_000;

/** SIGHUP reloads. The other signals mean that the process itself is broken, or keep their default action of ending it. */
const ignored = [
  'SIGHUP',
  'SIGQUIT',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGSEGV',
  'SIGUSR2',
] as const;

/** On SIGTERM or SIGINT: calls `close` and exits with 0. On a second signal or after an uncaught error: exits with 1. */
export function closeOnSignal(close: () => Promise<void>, log: Pick<Logger, 'info' | 'error'>): void {
  // close-with-grace replaces its listener at the first signal. Without another one, Node drops a signal that comes at that moment.
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => undefined);
  closeWithGrace({ delay: patience, logger: false, skip: [...ignored] }, async ({ signal, err }) => {
    if (err) log.error({ error: err.stack }, 'shutting down after an unexpected error');
    else log.info({ signal }, 'shutting down');
    await close();
    if (hangingFiles() > 0) leaveAtOnce();
  });
}
