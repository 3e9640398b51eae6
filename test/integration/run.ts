import { execFile } from 'node:child_process';
import { bareEnvironment } from './background-process.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Milliseconds that a program may take. */
const limit = 60_000;

/**
 * Runs a program to its end, with these variables besides a bare environment. Rejects when it cannot be started or is ended by a signal; a
 * failure is its exit code.
 */
export function run(argv: readonly string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const [command = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const options = { timeout: limit, env: { ...bareEnvironment(), ...env }, maxBuffer: 16 * 1024 * 1024 };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(new Error(`${argv.join(' ')}: ${error.message}`, { cause: error }));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** The same where nothing but success will do: rejects with all that the program said. Gives its output. */
export async function mustRun(argv: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await run(argv, input);
  if (code === 0) return stdout;
  throw new Error(`${argv.join(' ')}: exit ${code}\n${stdout}${stderr}`);
}
