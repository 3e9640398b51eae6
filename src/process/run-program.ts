import { type ChildProcess, spawn } from 'node:child_process';
import { endWithUs } from './end-with-us.js';

export interface ProgramCall {
  /** The path of the program. */
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  /** The maximum size of its output. */
  readonly maxBytes: number;
}

export type ProgramOutcome =
  /** `code` is null if a signal ended it. */
  | { readonly kind: 'exited'; readonly code: number | null; readonly stdout: Uint8Array }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'flood' }
  /** Such as ENOENT or EACCES. */
  | { readonly kind: 'not_started'; readonly code: string };

/** Runs a program to its end, and its output's. Never rejects. */
export type RunProgram = (call: ProgramCall) => Promise<ProgramOutcome>;

/**
 * Runs a program without a shell, without input and without its error output, which may have secrets. At the deadline, or when it writes too
 * much, it is killed with all processes of its group, and also when this process ends.
 */
export const runProgram: RunProgram = (call) => {
  const startedAt = performance.now();
  let child: ChildProcess;
  try {
    child = start(call);
  } catch (error) {
    // Node throws for what cannot be an argument, such as a zero byte.
    return Promise.resolve({ kind: 'not_started', code: codeOf(error) });
  }
  // To start a program takes long on a busy host.
  return outcomeOf(child, { ...call, timeoutMs: call.timeoutMs - (performance.now() - startedAt) });
};

/** `detached` makes a process group of its own (setpgid), so that it can be killed together with its children. */
function start({ file, args, env }: ProgramCall): ChildProcess {
  return spawn(file, args, { env, stdio: ['ignore', 'pipe', 'ignore'], detached: true, windowsHide: true });
}

function outcomeOf(child: ChildProcess, { timeoutMs, maxBytes }: ProgramCall): Promise<ProgramOutcome> {
  const chunks: Uint8Array[] = [];
  let left = maxBytes;
  return new Promise((resolve) => {
    const callOff = endWithUs(() => killGroup(child));
    const end = (outcome: ProgramOutcome): void => {
      clearTimeout(timer);
      callOff();
      resolve(outcome);
    };
    const kill = (kind: 'timeout' | 'flood'): void => {
      killGroup(child);
      // A process that left the group may keep the pipe open.
      child.stdout?.destroy();
      end({ kind });
    };
    const timer = setTimeout(() => kill('timeout'), timeoutMs);
    child.stdout?.on('data', (chunk: Uint8Array) => {
      left -= chunk.length;
      if (left < 0) kill('flood');
      else chunks.push(chunk);
    });
    child.once('error', (error) => end({ kind: 'not_started', code: codeOf(error) }));
    child.once('close', (code) => end({ kind: 'exited', code, stdout: Buffer.concat(chunks) }));
  });
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
