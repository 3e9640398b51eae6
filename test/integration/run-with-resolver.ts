import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { createNetworkNamespace } from './network-namespace.js';
import { temporaryFolder } from './temporary-folder.js';

export interface ResolverRun {
  /** Of the host, besides 127.0.0.1. */
  readonly addresses: readonly string[];
  /** The names of 127.0.0.1 in /etc/hosts. */
  readonly hosts: string;
  /** The options of resolv.conf(5). The DNS server is 127.0.0.1. */
  readonly options: string;
  /** The test that runs inside. */
  readonly script: URL;
}

/** Runs a test in a network namespace with a resolver of its own, which `ip netns exec` mounts over that of /etc (ip-netns(8)). */
export async function runWithResolver(t: Test, { addresses, hosts, options, script }: ResolverRun): Promise<void> {
  const namespace = createNetworkNamespace(addresses);
  t.teardown(namespace.remove);
  const etc = `/etc/netns/${namespace.name}`;
  mkdirSync(etc, { recursive: true });
  t.teardown(() => rmSync(etc, { recursive: true }));
  writeFileSync(`${etc}/hosts`, `127.0.0.1 ${hosts}\n`);
  writeFileSync(`${etc}/nsswitch.conf`, 'hosts: files dns\n');
  writeFileSync(`${etc}/resolv.conf`, `nameserver 127.0.0.1\noptions ${options}\n`);
  const [command, args] = namespace.inside([process.execPath, fileURLToPath(script)]);
  const env = { ...process.env, TMPDIR: temporaryFolder(t) };
  await t.spawn(command, [...args], { timeout: 240_000, env }, 'inside');
  t.same(namespace.pids(), [], 'leaves no process behind');
}
