/** What `check` waits for. */
export interface WaitOptions {
  /** Whether for a restart; else for the names alone. */
  readonly restart: boolean;
  /** The time after which the process has to start, as given. Undefined: the begin of the wait. */
  readonly after: string | undefined;
  /** The most seconds; undefined: the default. */
  readonly seconds: number | undefined;
  /** Whether an option says what to wait for. */
  readonly isNamed: boolean;
}

/** Seconds. A kubelet takes up to a minute to stop a server, and as long to start it. */
export const defaultWait = 300;

/** What --help says. */
export const waitHelp = {
  restarted:
    'wait until each process that answers there has started since, and covers each --name (default: do not wait)',
  after: 'the same, since this Unix time (date +%s), at most an hour ago (default: do not wait)',
  covered: 'wait until each --name is covered, restarted or not (default: do not wait)',
  seconds: `the most seconds to wait (default: ${defaultWait})`,
} as const;

interface RawWaitOptions {
  readonly waitRestarted: true | undefined;
  readonly restartedAfter: string | undefined;
  readonly waitCovered: true | undefined;
  readonly waitTimeout: number | undefined;
}

/** Undefined: no option asks to wait. */
export function waitOptions({
  waitRestarted,
  restartedAfter,
  waitCovered,
  waitTimeout,
}: RawWaitOptions): WaitOptions | undefined {
  const restart = waitRestarted !== undefined || restartedAfter !== undefined;
  const isNamed = restart || waitCovered !== undefined;
  return isNamed || waitTimeout !== undefined
    ? { restart, after: restartedAfter, seconds: waitTimeout, isNamed }
    : undefined;
}
