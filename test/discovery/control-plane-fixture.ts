import type { ControlPlaneNode } from '../../src/kube/api-objects.js';
import type { ApiserverInstance } from '../../src/kube/apiserver-instances.js';

export const instanceAt = (ip: string, port = 6443): ApiserverInstance => ({
  ip,
  port,
  ready: true,
  nodeName: undefined,
});

export const nodeWith = (name: string, ...ips: readonly string[]): ControlPlaneNode => ({
  name,
  addresses: [
    { type: 'Hostname', host: { kind: 'dns', text: name } },
    ...ips.map((text) => ({ type: 'InternalIP', host: { kind: 'ip', text } }) as const),
  ],
});
