import { execFileSync } from 'node:child_process';
import { atExit } from './at-exit.js';

/** A separate network without any connection to the outside. */
export interface NetworkNamespace {
  readonly name: string;
  /** Returns the command that runs this command inside. */
  readonly inside: (argv: readonly string[]) => readonly [command: string, args: readonly string[]];
  /** The processes that are running inside. */
  readonly pids: () => readonly number[];
  /** Ends all processes inside, and removes the namespace. */
  readonly remove: () => void;
}

/** Makes a network namespace with these addresses on its loopback interface. It is removed with this process at the latest. Needs root. */
export function createNetworkNamespace(addresses: readonly string[]): NetworkNamespace {
  const name = `apiserver-cert-exporter-${process.pid}`;
  const pids = (): readonly number[] =>
    ip('netns', 'pids', name)
      .split('\n')
      .filter((line) => line !== '')
      .map(Number);
  const removeNow = (): void => {
    for (const pid of pids()) process.kill(pid, 'SIGKILL');
    ip('netns', 'del', name);
  };

  ip('netns', 'add', name);
  const callOff = atExit(removeNow);
  ip('-n', name, 'link', 'set', 'lo', 'up');
  for (const address of addresses) ip('-n', name, 'address', 'add', `${address}/32`, 'dev', 'lo');
  return {
    name,
    inside: (argv) => ['ip', ['netns', 'exec', name, ...argv]],
    pids,
    remove: () => {
      callOff();
      removeNow();
    },
  };
}

function ip(...args: readonly string[]): string {
  return execFileSync('ip', args, { encoding: 'utf8' });
}
