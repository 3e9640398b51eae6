import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { atExit } from './at-exit.js';

/** Milliseconds that a process has to end normally. */
const grace = 15_000;

export interface BackgroundProcess {
  /** Everything that it has written so far to both streams. Empty if the file no longer exists. */
  readonly log: () => string;
  readonly hasEnded: () => boolean;
  /** Ends it, with SIGKILL if necessary. Resolves when it has ended. Does nothing if it has already ended. */
  readonly end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

/**
 * Starts a program with both of its streams in a file. It gets a minimal environment, without the variables of the test runner (loaders,
 * coverage, colours), which a user does not have.
 */
export async function startInBackground(argv: readonly string[], logFile: string): Promise<BackgroundProcess> {
  const [command = '', ...args] = argv;
  const fd = openSync(logFile, 'a');
  const child = spawn(command, args, { stdio: ['ignore', fd, fd], env: bareEnvironment() });
  closeSync(fd);
  const ended = once(child, 'exit').catch(() => undefined);
  await once(child, 'spawn');
  const callOff = atExit(() => child.kill('SIGKILL'));
  void ended.then(callOff);
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    hasEnded,
    end: async (signal = 'SIGTERM') => {
      if (!hasEnded()) child.kill(signal);
      const insist = setTimeout(() => child.kill('SIGKILL'), grace);
      await ended;
      clearTimeout(insist);
    },
  };
}

export function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] };
}
