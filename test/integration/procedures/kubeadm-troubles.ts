import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../run.js';
import type { ClusterConfiguration } from './cluster-configuration.js';
import type { KubeadmNode } from './kubeadm-node.js';

/** A circumstance in which a procedure has to stop before it changes anything. */
export interface Trouble {
  readonly says: RegExp;
  /** Instead of a PATH with kubeadm. */
  readonly path?: string;
  /** Run by bash before the procedure. */
  readonly first?: readonly string[];
  /** Makes the trouble, and returns what ends it. */
  readonly make?: () => (() => void) | Promise<() => unknown>;
}

export function troublesOf(
  { etc, pki }: KubeadmNode,
  cluster: ClusterConfiguration,
): Readonly<Record<string, Trouble>> {
  const caKey = join(pki, 'ca.key');
  const files = {
    'no ca.key': { says: /no .*ca\.key/, make: () => without(caKey) },
    'no kubeadm': { says: /no kubeadm on the PATH/, path: '/usr/bin:/bin:/usr/sbin:/sbin' },
    'an alias that is a syntax error': {
      says: /no kubeadm on the PATH/,
      path: '/usr/bin:/bin:/usr/sbin:/sbin',
      first: [
        'shopt -s expand_aliases',
        "alias stop='systemctl stop' list='ls -l'",
        'set -euo pipefail -o noclobber -o posix',
      ],
    },
    'a flag that cannot be read': {
      says: /The value of --secure-port in .*cannot be read/,
      make: () =>
        replaced(
          join(etc, 'manifests', 'kube-apiserver.yaml'),
          'command: [sh, -c, "kube-apiserver --secure-port=6443"]',
        ),
    },
    'a key of another CA': {
      says: /kubeadm makes no such|not right/,
      make: async () => replaced(caKey, await mustRun(['openssl', 'genrsa', '2048'])),
    },
    // Every file of more than a kilobyte fails, as certificates and keys do.
    'a disk that is full': { says: /./, first: ["trap '' XFSZ; ulimit -f 1"] },
  };
  return {
    ...files,
    'a SAN in the ConfigMap that kubeadm refuses': {
      says: /a_b[^]*kubeadm makes no such/,
      make: async () => {
        await cluster.create({ certSANs: ['a_b.example.com'], extraArgs: false });
        return () => cluster.create({ certSANs: ['*.old.example.com'], extraArgs: true });
      },
    },
  };
}

function without(path: string): () => void {
  renameSync(path, `${path}.away`);
  return () => renameSync(`${path}.away`, path);
}

function replaced(path: string, text: string): () => void {
  const before = readFileSync(path);
  writeFileSync(path, text);
  return () => writeFileSync(path, before);
}
