import { execFile } from 'node:child_process';
import { bareEnvironment } from './background-process.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Milliseconds that a program may take, unless a test says otherwise. */
const usualLimit = 180_000;

/**
 * Runs a program to its end, with these variables in addition to a minimal environment. Rejects if it cannot be started or if a signal ends
 * it. A failure is reported by its exit code.
 */
export function run(
  argv: readonly string[],
  input = '',
  env: NodeJS.ProcessEnv = {},
  limit = usualLimit,
): Promise<Outcome> {
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

/** Runs a program that must succeed, and returns its output. Otherwise rejects with everything that the program wrote. */
export async function mustRun(argv: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await run(argv, input);
  if (code === 0) return stdout;
  throw new Error(`${argv.join(' ')}: exit ${code}\n${stdout}${stderr}`);
}
