import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { atExit } from './at-exit.js';
import { bareEnvironment } from './background-process.js';

/** A chain and what a Go client says of it: a line of test/go-oracle. */
export interface OracleCase {
  readonly id: string;
  /** DER in base64, as `served`. */
  readonly roots: readonly string[];
  readonly served: readonly string[];
  readonly name: string;
  /** Unix seconds. */
  readonly at: number;
  readonly accept: boolean;
  /** Of a chain that is refused. */
  readonly message?: string;
  /** Unix seconds, of a chain that is accepted. */
  readonly until?: number;
}

/** The first version that answers as goVerdict does. */
const oldest = { major: 1, minor: 26 };

/** Go keeps what it compiled below HOME, and downloads no other version of itself. */
function environment(): NodeJS.ProcessEnv {
  return { ...bareEnvironment(), HOME: homedir(), GOTOOLCHAIN: 'local' };
}

/** Returns the command of a Go that is new enough, or undefined. */
export function findGo(): string | undefined {
  return ['go', '/usr/local/go/bin/go'].find((command) => {
    const { stdout } = spawnSync(command, ['version'], { encoding: 'utf8', env: environment() });
    // The output of a command that does not exist is null, which does not match.
    const version = /\bgo(\d+)\.(\d+)/.exec(stdout);
    const major = Number(version?.[1]);
    return major > oldest.major || (major === oldest.major && Number(version?.[2]) >= oldest.minor);
  });
}

/** Makes random cases with this Go, the same ones for the same seed. Throws if the program fails. */
export async function* oracleCases(go: string, seed: string, count: number): AsyncGenerator<OracleCase> {
  const args = ['run', '-buildvcs=false', '.', '-seed', seed, '-n', String(count)];
  const child = spawn(go, args, {
    cwd: 'test/go-oracle',
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const callOff = atExit(() => child.kill());
  const ended = once(child, 'close');
  const errors = text(child.stderr);
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as OracleCase;
  await ended;
  callOff();
  if (child.exitCode !== 0) throw new Error(`${go} ${args.join(' ')}: ${await errors}`);
}
