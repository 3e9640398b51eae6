import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { atExit } from '../at-exit.js';
import { bareEnvironment } from '../background-process.js';

/** What a simulated kubelet runs, and how it stops it. */
export interface KubeletSettings {
  /** Holds `manifests`, `containers` (what the simulated crictl reads) and the logs. */
  readonly folder: string;
  /** The path of the program for the first word of a command. */
  readonly binary: (name: string) => string;
  /** Milliseconds from SIGTERM to SIGKILL. The default of a real kubelet is 30 s. */
  readonly grace: number;
}

export interface Kubelet {
  /** Like a hang: it no longer reacts to manifests. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** The commands that it has started, in order. */
  readonly started: readonly string[];
  readonly end: () => Promise<void>;
}

interface Container {
  readonly child: ChildProcess;
  /** Set when its manifest is gone. */
  kill?: NodeJS.Timeout;
}

/** Milliseconds between two readings of the folder, and from the end of a process to its next start. */
const interval = 100;

/**
 * Runs the programs of static pods as a kubelet does: starts what has a manifest, again whenever it ends, and stops what has lost its
 * manifest, with SIGTERM and after the grace period with SIGKILL.
 */
export function startKubelet({ folder, binary, grace }: KubeletSettings): Kubelet {
  const manifests = join(folder, 'manifests');
  for (const each of [manifests, join(folder, 'containers')]) mkdirSync(each, { recursive: true });
  const running = new Map<string, Container>();
  const started: string[] = [];
  let paused = false;

  const start = (name: string): void => {
    const [program = '', ...args] = commandOf(readFileSync(join(manifests, `${name}.yaml`), 'utf8'));
    const log = openSync(join(folder, `${name}.log`), 'a');
    const child = spawn(binary(program), args, { stdio: ['ignore', log, log], env: bareEnvironment() });
    closeSync(log);
    const record = join(folder, 'containers', `${name}-${started.length}`);
    writeFileSync(record, `${name} ${child.pid}\n`);
    started.push(name);
    const callOff = atExit(() => child.kill('SIGKILL'));
    const container: Container = { child };
    running.set(name, container);
    child.once('exit', () => {
      callOff();
      clearTimeout(container.kill);
      rmSync(record, { force: true });
      running.delete(name);
    });
  };
  const tick = (): void => {
    if (paused) return;
    const wanted = readdirSync(manifests)
      .filter((file) => /^[^.].*\.yaml$/.test(file))
      .map((file) => file.slice(0, -5));
    for (const name of wanted) if (!running.has(name)) start(name);
    for (const [name, container] of running) {
      if (wanted.includes(name) || container.kill !== undefined) continue;
      container.child.kill('SIGTERM');
      container.kill = setTimeout(() => container.child.kill('SIGKILL'), grace);
    }
  };
  const timer = setInterval(tick, interval);
  return {
    started,
    resume: () => {
      paused = false;
    },
    pause: () => {
      paused = true;
    },
    end: async () => {
      clearInterval(timer);
      const ended = [...running.values()].map(
        ({ child }) =>
          new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(undefined))),
      );
      for (const { child } of running.values()) child.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}

/** The command of the only container of a manifest. */
function commandOf(manifest: string): readonly string[] {
  return [...manifest.matchAll(/^ {4}- (\S+)$/gm)].map(([, word = '']) => word);
}

/** Writes a manifest in kubeadm's form. */
export function writeManifest(folder: string, name: string, command: readonly string[]): void {
  const manifests = join(folder, 'manifests');
  mkdirSync(manifests, { recursive: true });
  writeFileSync(
    join(manifests, `${name}.yaml`),
    `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: kube-system
spec:
  containers:
  - command:
${command.map((word) => `    - ${word}\n`).join('')}    image: registry.k8s.io/${name}
    name: ${name}
  hostNetwork: true
`,
  );
}

/**
 * Writes a program `crictl` that knows `ps`. As in cri-tools (cmd/crictl/container.go), it lists running containers only, and `--name` is a
 * regular expression that may match anywhere.
 */
export function writeCrictl(bin: string, folder: string): void {
  mkdirSync(bin, { recursive: true });
  const file = join(bin, 'crictl');
  writeFileSync(
    file,
    `#!/bin/bash
[ "$1" = ps ] || exit 1
shift
name=
while [ $# -gt 0 ]; do
  case $1 in -q | --quiet) ;; --name) shift; name=$1 ;; *) exit 1 ;; esac
  shift
done
for file in '${folder}'/containers/*; do
  [ -e "$file" ] || continue
  read -r container pid < "$file"
  if [[ $container =~ $name ]] && kill -0 "$pid" 2> /dev/null; then basename "$file"; fi
done
`,
  );
  chmodSync(file, 0o755);
}

/** Whether a manifest is in its place. */
export function hasManifest(folder: string, name: string): boolean {
  return existsSync(join(folder, 'manifests', `${name}.yaml`));
}
