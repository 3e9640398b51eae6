import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { atExit } from './at-exit.js';

/** Milliseconds that a process gets to end politely. */
const grace = 15_000;

export interface BackgroundProcess {
  /** All that it has written so far, to either stream; empty when the file is gone. */
  readonly log: () => string;
  readonly hasEnded: () => boolean;
  /** Ends it, with SIGKILL when it does not comply in time. Resolves when it has ended; harmless when it already had. */
  readonly end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

/**
 * Starts a program with both of its streams in a file. It gets a bare environment: what the test runner has put into ours (loaders,
 * coverage, colours) is nothing that a user's has.
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
