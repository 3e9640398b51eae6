import type { ControlPlaneNode } from '../kube/api-objects.js';
import type { ApiserverInstance } from '../kube/apiserver-instances.js';

/** Finds the node on which an instance runs, if it advertises an address of its node, as kube-apiserver does unless configured otherwise. */
export type OwnerOf = (instance: Pick<ApiserverInstance, 'ip' | 'nodeName'>) => ControlPlaneNode | undefined;

export function nodeOwners(nodes: readonly ControlPlaneNode[]): OwnerOf {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const byIp = new Map(nodes.flatMap((node) => nodeIps(node).map((ip) => [ip, node] as const)));
  return ({ ip, nodeName }) => byIp.get(ip) ?? (nodeName === undefined ? undefined : byName.get(nodeName));
}

export function nodeIps({ addresses }: ControlPlaneNode): readonly string[] {
  return [...new Set(addresses.flatMap(({ host }) => (host.kind === 'ip' ? [host.text] : [])))];
}
