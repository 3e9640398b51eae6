import { readFileSync } from 'node:fs';

export interface TimeWait {
  /** How many connections of this port the kernel keeps in TIME_WAIT, on the side that listens and on the side that has dialled. */
  readonly listening: number;
  readonly dialled: number;
}

/** TCP_TIME_WAIT in include/net/tcp_states.h of Linux. */
const inTimeWait = '06';

/** Reads /proc/net/tcp. Both sides are seen where both are on this host. The side that closes first is the one that waits, for a minute. */
export function timeWaitOf(port: number): TimeWait {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = readFileSync('/proc/net/tcp', 'latin1')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === inTimeWait);
  return {
    listening: rows.filter(([, local = '']) => local.endsWith(end)).length,
    dialled: rows.filter(([, , remote = '']) => remote.endsWith(end)).length,
  };
}
