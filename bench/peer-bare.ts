import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { PeerFleet } from './peer-fleet.js';
import type { Contender } from './peer-rounds.js';
import { cpuOfChildren, cpuOfProcess } from './process-usage.js';

/** A bare loop of Node's tls.connect in a process of its own. */
export function startBareLoop({ servers }: PeerFleet): { readonly contender: Contender; readonly end: () => void } {
  const child = fork(new URL('./peer-bare-loop.js', import.meta.url));
  const work = async (): Promise<number> => {
    child.send(servers);
    const [milliseconds] = (await once(child, 'message')) as [number];
    return milliseconds;
  };
  return {
    contender: { name: 'bare tls.connect', cpu: () => cpuOfProcess(child.pid!), work },
    end: () => child.disconnect(),
  };
}

/**
 * `openssl s_time` with one server for some seconds: OpenSSL of the system. It does one handshake after the other, and its time is what it would
 * need for all servers. Undefined: it is not installed.
 */
export async function opensslContender({ servers }: PeerFleet): Promise<Contender | undefined> {
  const run = promisify(execFile);
  const found = await run('openssl', ['version']).catch(() => undefined);
  if (found === undefined) return undefined;
  const work = async (): Promise<number> => {
    const target = `127.0.0.1:${servers[0]!.port}`;
    const { stdout } = await run('openssl', ['s_time', '-connect', target, '-new', '-time', '2']);
    const [, handshakes, seconds] = /^(\d+) connections in (\d+) real seconds/m.exec(stdout) ?? [];
    return (2000 * servers.length * Number(seconds)) / Number(handshakes);
  };
  return { name: 'openssl s_time', cpu: () => cpuOfChildren(process.pid), work, isLong: true };
}
