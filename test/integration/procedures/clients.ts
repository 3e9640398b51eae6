import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from '../control-plane.js';
import { mustRun, type Outcome, run } from '../run.js';
import type { Node } from './node.js';

/** A user of kubectl who has these CAs, and the administrator's certificate from before. */
export interface Client {
  readonly name: string;
  readonly ca: string;
  /** kubectl with this kubeconfig. */
  readonly kubectl: readonly [string, ...string[]];
  /** Asks whether the server is ready. */
  readonly ask: () => Promise<Outcome>;
}

/** Writes the kubeconfig of a client, and returns it. */
export function createClient(plane: ControlPlane, node: Node, name: string, ca: string): Client {
  const file = join(plane.folder, `${name}.conf`);
  const admin = readFileSync(join(node.kubernetes, 'admin.conf'), 'utf8');
  writeFileSync(file, admin.replace(/(certificate-authority-data: ).*/, `$1${Buffer.from(ca).toString('base64')}`));
  const kubectl = [
    process.env['KUBECTL'] ?? 'kubectl',
    '--cache-dir',
    join(plane.folder, 'cache'),
    '--kubeconfig',
    file,
  ] as const;
  return { name, ca, kubectl, ask: () => run([...kubectl, 'get', '--raw', '/readyz']) };
}

/** Makes the ConfigMap with which nodes join, as kubeadm init does. */
export async function clusterInfo({ kubectl }: Client, node: Node): Promise<void> {
  const text = readFileSync(join(node.kubernetes, 'kubelet.conf'), 'utf8').replace(/^users:[^]*/m, 'users: null\n');
  const literal = `--from-literal=kubeconfig=${text}`;
  await mustRun([...kubectl, '-n', 'kube-public', 'create', 'configmap', 'cluster-info', literal]);
}

/** Returns the CAs in a kubeconfig. */
export function caOf(kubeconfig: string): string {
  const [, data = ''] = /certificate-authority-data: *(\S+)/.exec(readFileSync(kubeconfig, 'utf8')) ?? [];
  return Buffer.from(data, 'base64').toString();
}
