import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import type { Test } from 'tap';
import { apiserverListener, defaultHttp } from '../../demo/apiserver-http.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { dialled, type KubectlCase, type Scene, type Verdict } from './kubectl-case.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';

/** How a client of a case's server is configured, and the verdict to expect. */
export interface KubectlClient {
  /** The name that it verifies. */
  readonly host: string;
  readonly verdict: Verdict;
  readonly kubeconfig: string;
}

export interface ServedCase extends KubectlCase {
  /** One that verifies the address, and one that verifies a name. */
  readonly clients: readonly KubectlClient[];
}

const token = 'one-token';

/** Starts the server of a case until the test ends, and writes the kubeconfigs of its clients to the folder. */
export async function serveCase(t: Test, each: KubectlCase, folder: string): Promise<ServedCase> {
  const { title, byAddress, byName, name = dialled.name } = each;
  const { served, ca, maxVersion } = each.scene();
  const options = {
    cert: served.map(({ pem }) => pem).join(''),
    key: served[0].key.export({ type: 'pkcs8', format: 'pem' }),
    ciphers: 'DEFAULT@SECLEVEL=0',
    ...(maxVersion && { maxVersion }),
  };
  const listener = apiserverListener(() => ({ ...defaultHttp, token, handshakeErrors: 0 }));
  const port = await listenOnLoopback(t, createServer(options, listener));
  const client = (host: string, verdict: Verdict): KubectlClient => {
    const kubeconfig = join(folder, `${title}, ${host}.conf`);
    writeFileSync(kubeconfig, kubeconfigText(port, ca, host));
    return { host, verdict, kubeconfig };
  };
  return { ...each, clients: [client(dialled.address, byAddress), client(name, byName)] };
}

function kubeconfigText(port: number, ca: Scene['ca'], host: string): string {
  const cluster = {
    server: `https://${dialled.address}:${port}`,
    'certificate-authority-data': Buffer.from(ca.map(({ pem }) => pem).join('')).toString('base64'),
    ...(host === dialled.address ? {} : { 'tls-server-name': host }),
  };
  // Without a login, kubectl would ask for a user name.
  return kubeconfigWith(cluster, { token });
}
