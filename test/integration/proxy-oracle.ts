import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment } from './background-process.js';

/** How an https URL is reached: a line of input of test/proxy-oracle. */
interface Question {
  readonly proxy: string;
  readonly noProxy: string;
  /** `host:port`. */
  readonly host: string;
}

/** What Go says. */
export interface Answer {
  readonly proxied: boolean;
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: string;
  readonly user?: string;
  readonly password?: string;
}

/** Asks Go, whose own packages are copied to the folder. Throws if its program fails. */
export function askGo(command: string, folder: string, questions: readonly Question[]): readonly Answer[] {
  const env = { ...bareEnvironment(), HOME: homedir(), GOTOOLCHAIN: 'local', GOFLAGS: '-mod=vendor', GOWORK: 'off' };
  const goroot = spawnSync(command, ['env', 'GOROOT'], { encoding: 'utf8', env }).stdout.trim();
  const library = join(goroot, 'src');
  cpSync(join(library, 'vendor'), join(folder, 'vendor'), { recursive: true });
  writeFileSync(
    join(folder, 'go.mod'),
    readFileSync(join(library, 'go.mod'), 'utf8').replace('module std', 'module oracle'),
  );
  cpSync('test/proxy-oracle/main.go', join(folder, 'main.go'));
  const input = questions.map((question) => JSON.stringify(question)).join('\n');
  const ran = spawnSync(command, ['run', '.'], { cwd: folder, env, input, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}
