import closeWithGrace from 'close-with-grace';
import type { Logger } from '../../log/log.js';
import { defaultLimits } from '../../web/limits.js';

/** Milliseconds after which what is still not closed is given up: the requests under way have their own bound before that. */
const patience = defaultLimits.grace + 5_000;

/** SIGHUP is for reloading; the others say that the process itself is broken, or end it as they always do. */
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

/** At SIGTERM or SIGINT: `close`, and exit 0. At a second signal, or after an error that nobody caught: exit 1. */
export function closeOnSignal(close: () => Promise<void>, log: Pick<Logger, 'info' | 'error'>): void {
  closeWithGrace({ delay: patience, logger: false, skip: [...ignored] }, async ({ signal, err }) => {
    if (err) log.error({ error: err.stack }, 'shutting down after an unexpected error');
    else log.info({ signal }, 'shutting down');
    await close();
  });
}
