import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program to its end, with its output on this terminal. Rejects if it fails. */
export async function runProgram(command: string, args: readonly string[], cwd = process.cwd()): Promise<void> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${code ?? 'by a signal'}`);
}
