import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authority } from '../faults/authority.js';
import { base64 } from '../fixtures/base64.js';
import { client, token } from './canaries.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';

/** A user or a cluster as a kubeconfig has it. */
export type User = Readonly<Record<string, unknown>>;

/** Logs in with a token and a client certificate. */
export const byToken: User = {
  token,
  'client-certificate-data': base64(client.pem),
  'client-key-data': base64(client.key),
};

export interface Kubeconfig {
  readonly name: string;
  readonly file: string;
}

export interface KubeconfigParts {
  /** Default: `byToken`. */
  readonly user?: User;
  /** Further keys of the cluster. */
  readonly cluster?: User;
}

/** A kubeconfig with the server at this port. */
export function writeKubeconfig(
  folder: string,
  name: string,
  port: number,
  { user = byToken, cluster = {} }: KubeconfigParts = {},
): Kubeconfig {
  const file = join(folder, `${name}.conf`);
  const ca = { 'certificate-authority-data': base64(authority.pem) };
  writeFileSync(file, kubeconfigWith({ server: `https://127.0.0.1:${port}`, ...ca, ...cluster }, user));
  return { name, file };
}
