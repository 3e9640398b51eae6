import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Apiserver, createApiserver } from '../apiserver.js';
import { type ControlPlane, threeNodes } from '../control-plane.js';
import type { Kubernetes } from '../kubernetes.js';
import { type Outcome, run } from '../run.js';
import { temporaryFolder } from '../temporary-folder.js';

/** A control-plane node: what kubeadm leaves on it, in a folder, and its kube-apiserver. */
export interface KubeadmNode {
  readonly address: string;
  /** The folder that stands for /etc/kubernetes. */
  readonly etc: string;
  readonly pki: string;
  /** The folder that stands for /root. */
  readonly root: string;
  readonly server: Apiserver;
  /** Pastes lines into bash, with the folders of the node in place of those of a host. `first`: lines before them. */
  readonly paste: (lines: readonly string[], first?: readonly string[], path?: string) => Promise<Outcome>;
  /** A checksum of all files that a procedure might change. */
  readonly state: () => string;
}

interface Settings {
  readonly kubernetes: Kubernetes;
  readonly controlPlane: ControlPlane;
  readonly host: string;
  /** For /root. */
  readonly temporary: Parameters<typeof temporaryFolder>[0];
}

/** The first node of a control plane, whose kube-apiserver runs. */
export function firstNode(settings: Settings): KubeadmNode {
  return nodeIn(settings, settings.controlPlane.folder, settings.controlPlane.servers[0]);
}

/** A further node with copies of all files, as of people who have copied them: its own address and name are in no SAN. It is not started yet. */
export function furtherNode(settings: Settings): KubeadmNode {
  const { controlPlane, kubernetes, host, temporary } = settings;
  const folder = temporaryFolder(temporary);
  for (const name of ['pki', 'admin.conf'])
    cpSync(join(controlPlane.folder, name), join(folder, name), { recursive: true });
  const { port, etcd, admin } = controlPlane;
  const pki = join(folder, 'pki');
  const server = createApiserver({ kubernetes, host, port, advertiseAddress: host, etcd, folder, pki, admin });
  return nodeIn(settings, folder, server);
}

function nodeIn({ kubernetes, controlPlane, host, temporary }: Settings, etc: string, server: Apiserver): KubeadmNode {
  const pki = join(etc, 'pki');
  const [root, home] = [temporaryFolder(temporary), temporaryFolder(temporary)];
  mkdirSync(join(etc, 'manifests'));
  writeFileSync(join(etc, 'manifests', 'kube-apiserver.yaml'), manifest(pki, host, controlPlane.port));
  const places = [
    ['/etc/kubernetes', etc],
    ['/root', root],
    ['/var/lib', join(root, 'var-lib')],
  ] as const;
  const binaries = join(kubernetes.binary('kubeadm'), '..');
  return {
    address: server.address,
    etc,
    pki,
    root,
    server,
    paste: (lines, first = [], path = `${binaries}:${process.env['PATH'] ?? ''}`) => {
      const text = places.reduce((all, [from, to]) => all.replaceAll(from, to), lines.join('\n'));
      return run(['bash', '--norc'], [...first, text].join('\n'), { PATH: path, HOME: home }, 100_000);
    },
    state: () => checksum([pki, join(etc, 'manifests'), root]),
  };
}

/** The lines of kubeadm's manifest that say where things are, as kubeadm v1.36 writes them. */
function manifest(pki: string, host: string, port: number): string {
  const flags = {
    'advertise-address': host,
    'bind-address': host,
    'client-ca-file': join(pki, 'ca.crt'),
    'secure-port': port,
    'tls-cert-file': join(pki, 'apiserver.crt'),
    'tls-private-key-file': join(pki, 'apiserver.key'),
  };
  const lines = Object.entries(flags).map(([name, value]) => `    - --${name}=${value}`);
  return ['spec:', '  containers:', '  - command:', '    - kube-apiserver', ...lines, ''].join('\n');
}

function checksum(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    for (const file of files.toSorted((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))) {
      const path = join(file.parentPath, file.name);
      hash.update(path);
      if (file.isFile()) hash.update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}

/** The address of a second node. */
export const secondHost = threeNodes.hosts[1];
