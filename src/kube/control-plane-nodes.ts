import { type HostName, parseHostName } from '../x509/host-name.js';
import { items, record } from './json.js';

/** A node with its own names and IPs. */
export interface ControlPlaneNode {
  readonly name: string;
  readonly addresses: readonly NodeAddress[];
}

export interface NodeAddress {
  /** `InternalIP`, `ExternalIP`, `Hostname`, `InternalDNS`, `ExternalDNS`. */
  readonly type: string;
  readonly host: HostName;
}

const types: ReadonlySet<unknown> = new Set(['InternalIP', 'ExternalIP', 'Hostname', 'InternalDNS', 'ExternalDNS']);

/** The labels by which nodes say that they belong to the control plane; kubeadm's second one was dropped with 1.24. */
export const controlPlaneLabels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'] as const;

const [maxNodes, maxAddresses] = [256, 32];

/** The nodes of a core/v1 NodeList, what makes no sense left out. Never throws. */
export function decodeNodes(json: unknown): readonly ControlPlaneNode[] {
  return items(record(json)['items'])
    .slice(0, maxNodes)
    .map(record)
    .flatMap(({ metadata, status }) => {
      const { name } = record(metadata) as { readonly name?: unknown };
      const addresses = items(record(status)['addresses']).slice(0, maxAddresses).flatMap(address);
      return typeof name === 'string' ? [{ name: name.slice(0, 253), addresses }] : [];
    });
}

function address(value: unknown): readonly NodeAddress[] {
  const { type, address } = record(value) as { readonly type?: unknown; readonly address?: unknown };
  const host = typeof address === 'string' ? parseHostName(address) : undefined;
  return typeof type === 'string' && types.has(type) && host !== undefined ? [{ type, host }] : [];
}
