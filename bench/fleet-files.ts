import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchCluster } from './fleet-servers.js';

/** Tools keep notes of their own in kubeconfigs. With them, a cluster takes 8 kB. */
const bytesOfCluster = 8_000;

/** A kubeconfig with a context for each of the clusters. `login`: whether it has the client certificates. */
export function kubeconfigOf(clusters: readonly BenchCluster[], login: boolean): string {
  const parts = clusters.map((cluster) => partsOf(cluster, login));
  const list = (key: string, entries: readonly string[]): string => `${key}:\n${entries.join('')}`;
  return [
    `apiVersion: v1\nkind: Config\ncurrent-context: ${clusters[0]?.name ?? ''}\n`,
    list(
      'clusters',
      parts.map(({ cluster }) => cluster),
    ),
    list(
      'contexts',
      parts.map(({ context }) => context),
    ),
    list(
      'users',
      parts.map(({ user }) => user),
    ),
  ].join('');
}

function partsOf(
  { name, port, ca, client }: BenchCluster,
  login: boolean,
): Record<'cluster' | 'context' | 'user', string> {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const user = login
    ? `- name: ${name}\n  user:\n    client-certificate-data: ${base64(client.cert)}\n    client-key-data: ${base64(client.key)}\n`
    : `- name: ${name}\n  user: {}\n`;
  const context = `- name: ${name}\n  context: {cluster: ${name}, user: ${name}}\n`;
  const cluster = `- name: ${name}\n  cluster:\n    server: https://127.0.0.1:${port}\n    certificate-authority-data: ${base64(ca)}\n`;
  const rest = Math.max(0, bytesOfCluster - user.length - context.length - cluster.length);
  const notes = `    extensions: [{name: tool, extension: {note: ${'x'.repeat(rest)}}}]\n`;
  return { user, context, cluster: `${cluster}${notes}` };
}

export interface FleetFiles {
  /** One for each cluster. */
  readonly each: readonly string[];
  /** One for all. */
  readonly all: string;
}

/** Writes the kubeconfigs of a fleet in both layouts. */
export function writeFleet(folder: string, clusters: readonly BenchCluster[], login: boolean): FleetFiles {
  mkdirSync(join(folder, 'each'), { recursive: true });
  const each = clusters.map((cluster) => {
    const path = join(folder, 'each', `${cluster.name}.conf`);
    writeFileSync(path, kubeconfigOf([cluster], login));
    return path;
  });
  const all = join(folder, 'all.conf');
  writeFileSync(all, kubeconfigOf(clusters, login));
  return { each, all };
}
