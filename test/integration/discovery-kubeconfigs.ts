import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threeNodes } from './control-plane.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';

const server = `https://${threeNodes.loadBalancer}:${threeNodes.port}`;

/** The kubeconfigs that lead to the load balancer. */
export interface DiscoveryKubeconfigs {
  /** The administrator's kubeconfig with the address of the load balancer. */
  readonly balanced: string;
  /** That of a service account, whose token is in the file `token` beside it. */
  readonly account: string;
}

/** Writes both to the folder of the control plane. `admin` is the administrator's kubeconfig. */
export function writeDiscoveryKubeconfigs(folder: string, admin: string): DiscoveryKubeconfigs {
  const balanced = join(folder, 'balanced.conf');
  writeFileSync(balanced, readFileSync(admin, 'utf8').replace(/server: .*/, `server: ${server}`));
  const account = join(folder, 'account.conf');
  writeFileSync(account, kubeconfigWith({ server, 'certificate-authority': 'pki/ca.crt' }, { tokenFile: 'token' }));
  return { balanced, account };
}
