import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Test } from 'tap';
import { startApiserver } from '../../../demo/apiserver.js';
import { createLoopback } from '../../../demo/loopback.js';
import { createAuthority, type Identity } from '../../../demo/pki.js';
import { temporaryFolder } from '../../integration/temporary-folder.js';
import type { Answer, Simulated } from './simulated-commands.js';

/** A server node of K3s or RKE2: its listeners are real, and so is its folder of configuration. The service and its programs are simulated. */
export interface RancherServer {
  readonly folder: string;
  readonly simulated: Simulated;
  readonly replace: readonly (readonly [string, string])[];
  /** The names in its configuration. */
  names(): readonly string[];
  /** Makes its program, or the service, fail from now on. */
  fail(what: 'rotate' | 'start'): void;
  running(): boolean;
}

export async function startRancherServer(t: Test, program: 'k3s' | 'rke2'): Promise<RancherServer> {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'etc/config.yaml.d'), { recursive: true });
  const authority = await createAuthority({ commonName: `${program}-server-ca@1700000000` });
  const issue = async (names: readonly string[]): Promise<Identity> => {
    const ipAddresses = names.filter((name) => /^[0-9.]+$|:/.test(name));
    const dnsNames = ['kubernetes', ...names.filter((name) => !ipAddresses.includes(name))];
    return (await authority.issue({ commonName: program, organization: program, dnsNames, ipAddresses })).identity;
  };
  let started = 1_700_000_000;
  let running = true;
  const failing = new Set<string>();
  const names = (): readonly string[] => tlsSans(join(folder, 'etc'));
  const serving = await issue([]);
  const listener = await startApiserver({ serving, loopback: undefined });
  const apiserver = await startApiserver({
    serving,
    loopback: (await createLoopback({ startedAt: started })).identity,
  });
  t.teardown(() => Promise.all([listener.close(), apiserver.close()]));
  const start = async (): Promise<Answer> => {
    if (failing.has('start')) return { status: 1 };
    running = true;
    started += 1000;
    apiserver.restart((await createLoopback({ startedAt: started })).identity, started);
    listener.replaceServing(await issue(names()));
    return {};
  };
  const stop = (): Answer => {
    running = false;
    return {};
  };
  const rotate = (): Answer => (failing.has('rotate') || running ? { status: 1 } : {});
  return {
    folder,
    names,
    running: () => running,
    fail: (what) => failing.add(what),
    replace: [
      [`/etc/rancher/${program}`, join(folder, 'etc')],
      ['127.0.0.1:6444', apiserver.endpoint],
      // RKE2 has the kube-apiserver itself there.
      ['127.0.0.1:6443', listener.endpoint],
      ['/var/lib/rancher/rke2/bin/kubectl', 'kubectl'],
    ],
    simulated: {
      systemctl: ([verb]) => (verb === 'stop' ? stop() : start()),
      [program]: ([command]) => (command === 'certificate' ? rotate() : { status: running ? 0 : 1 }),
      kubectl: () => ({ status: running ? 0 : 1 }),
    },
  };
}

/** Reads the files as K3s does: in order of their names, each replaces what the earlier ones have, but a key that ends in + adds to it. */
function tlsSans(folder: string): readonly string[] {
  const dropIns = readdirSync(join(folder, 'config.yaml.d')).map((name) => join('config.yaml.d', name));
  const main = readdirSync(folder).filter((name) => name === 'config.yaml');
  return [...main, ...dropIns].reduce<readonly string[]>((sans, name) => {
    const settings = load(readFileSync(join(folder, name), 'utf8')) as Record<string, readonly string[]>;
    return settings['tls-san'] ?? [...sans, ...(settings['tls-san+'] ?? [])];
  }, []);
}
