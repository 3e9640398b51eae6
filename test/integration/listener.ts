import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { startInBackground } from './background-process.js';
import type { ControlPlane } from './control-plane.js';
import { freePort } from './free-port.js';
import type { Answer } from './https-client.js';
import { createHttpsClient, kubeconfigLogin } from './https-client.js';
import { type ListenerName, listenerBinary } from './requires.js';
import { until } from './until.js';

/** A server of the library k8s.io/apiserver that is no kube-apiserver. */
export interface Listener {
  readonly address: string;
  /** Requests with the administrator's certificate. The server's own is not verified: it signs it itself. */
  readonly get: (path: string) => Promise<Answer>;
}

/** The flags that differ. kube-controller-manager runs one controller, because it must run one. */
const ownFlags: Readonly<Record<ListenerName, (controlPlane: ControlPlane) => readonly string[]>> = {
  'sample-apiserver': ({ etcd }) => [`--etcd-servers=${etcd}`],
  'metrics-server': () => [],
  'kube-controller-manager': () => ['--leader-elect=false', '--controllers=ttl-controller'],
};

/** Runs it beside this control plane until the test ends, on a free port of this host. Resolves when it serves. */
export async function startListener(
  t: Test,
  name: ListenerName,
  controlPlane: ControlPlane,
  { host = '127.0.0.1', further = [] }: { readonly host?: string; readonly further?: readonly string[] } = {},
): Promise<Listener> {
  const { folder, kubeconfig } = controlPlane;
  const port = await freePort();
  const certificates = join(folder, name);
  mkdirSync(certificates);
  const flags = {
    'bind-address': host,
    'secure-port': port,
    'cert-dir': certificates,
    kubeconfig,
    'authentication-kubeconfig': kubeconfig,
    'authorization-kubeconfig': kubeconfig,
  };
  const argv = [listenerBinary(name), ...Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`)];
  const { log, hasEnded, end } = await startInBackground(
    [...argv, ...ownFlags[name](controlPlane), ...further],
    join(folder, `${name}.log`),
  );
  t.teardown(() => end('SIGKILL'));
  const client = createHttpsClient({ ca: undefined, ...kubeconfigLogin(kubeconfig) });
  const address = `${host}:${port}`;
  const get: Listener['get'] = (path) => client(`https://${address}${path}`);
  await until(`${name} serves`, 60, async () => {
    if (hasEnded()) throw new Error(`${name} ended:\n${log().slice(-2000)}`);
    return (await get('/metrics')).status === 200 || undefined;
  });
  return { address, get };
}
