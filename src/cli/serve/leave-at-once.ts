/** The part of `process` that is needed here. */
export interface Leaving {
  readonly pid: number;
  readonly execPath: string;
  /** Since Node 23.11. */
  readonly execve?: (file: string, args: readonly string[]) => void;
  readonly kill: (pid: number, signal: 'SIGKILL') => void;
}

/**
 * Ends the process although threads wait for a file system that hangs. `process.exit` waits for them, so that only SIGKILL would end it.
 * execve(2) ends all threads, and the program that follows exits with 0. Where Node does not have it, the exit code is that of SIGKILL.
 */
export function leaveAtOnce(leaving: Leaving = process): void {
  if (leaving.execve !== undefined) leaving.execve(leaving.execPath, [leaving.execPath, '-e', '0']);
  leaving.kill(leaving.pid, 'SIGKILL');
}
