import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { atExit } from '../at-exit.js';
import { bareEnvironment } from '../background-process.js';
import { run } from '../run.js';
import type { ControlPlaneNode } from './static-pod-node.js';

const exporter = [process.execPath, fileURLToPath(new URL('../../../src/bin.js', import.meta.url))];

interface FindingJson {
  readonly id: string;
  readonly remedy: {
    readonly procedures: readonly { readonly distributions: readonly string[]; readonly lines: readonly string[] }[];
  };
}

/** What `check --output json` prints for a finding on kubeadm, after so many days. */
export async function printedFor(
  id: string,
  days: number,
  args: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const argv = [
    'faketime',
    '-f',
    `+${days}d`,
    ...exporter,
    'check',
    ...args,
    '--control-plane',
    'kubeadm',
    '--output',
    'json',
  ];
  const { stdout, stderr } = await run(argv);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly FindingJson[] };
  const finding = findings.find((each) => each.id === id);
  if (finding === undefined) throw new Error(`no ${id} among ${findings.map((each) => each.id).join(' ')}\n${stderr}`);
  return finding.remedy.procedures
    .filter(({ distributions }) => distributions.includes('kubeadm'))
    .map(({ lines }) => lines);
}

/** The same lines for the files of a node. */
export function onNode(lines: readonly string[], { folder, home }: Pick<ControlPlaneNode, 'folder' | 'home'>): string {
  return lines.join('\n').replaceAll('/etc/kubernetes', folder).replaceAll('/root', home);
}

export interface Pasted {
  readonly pid: number;
  readonly ended: Promise<{ readonly code: number; readonly output: string }>;
}

/** kubectl keeps a cache there. */
const home = mkdtempSync(join(tmpdir(), 'home-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));

/** Pastes commands into a bash, which goes on after them: a last line says so. */
export function paste(script: string, path: string, env: NodeJS.ProcessEnv = {}): Pasted {
  const child = spawn('bash', ['-c', `${script}\necho "the shell goes on: $?"`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...bareEnvironment(), PATH: path, HOME: home, ...env },
    detached: true,
  });
  const callOff = atExit(() => child.kill('SIGKILL'));
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(([, out, err]) => {
    callOff();
    const [, code] = /the shell goes on: (\d+)\n$/.exec(out) ?? [];
    return { code: Number(code), output: out + err };
  });
  return { pid: child.pid ?? 0, ended };
}
