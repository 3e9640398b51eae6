import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Apiserver, createApiserver } from './apiserver.js';
import type { BackgroundProcess } from './background-process.js';
import { startEtcd } from './etcd.js';
import { freePort } from './free-port.js';
import { createHttpsClient, type HttpsClient, kubeconfigLogin } from './https-client.js';
import { createKubeadm, type Kubeadm } from './kubeadm.js';
import type { Kubernetes } from './kubernetes.js';
import { startLoadBalancer } from './load-balancer.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

/** The addresses of a control plane. */
export interface Place {
  /** The addresses on which the kube-apiservers listen, one each. */
  readonly hosts: readonly [string, ...string[]];
  /** The port of all of them. Default: any free port. */
  readonly port: number | 'free';
  /** Where HAProxy listens, on the same port. */
  readonly loadBalancer: string | undefined;
}

/** The addresses of three nodes and their load balancer. They exist in a network namespace only: see network-namespace.ts. */
export const threeNodes = {
  hosts: ['10.225.4.51', '10.225.4.52', '10.225.4.53'],
  port: 6443,
  loadBalancer: '10.220.70.56',
} as const satisfies Place;

/** host:port of each of the three nodes. */
export const nodeAddresses: readonly string[] = threeNodes.hosts.map((host) => `${host}:${threeNodes.port}`);

/** One server, on this host's own loopback interface. */
export const oneServer = { hosts: ['127.0.0.1'], port: 'free', loadBalancer: undefined } as const satisfies Place;

export interface ControlPlane extends Pick<Kubeadm, 'kubeconfig' | 'pki' | 'regenerateServingCertificate'> {
  /** The folder with all files of the control plane. Tests may add files. It is removed at teardown. */
  readonly folder: string;
  readonly port: number;
  readonly servers: readonly [Apiserver, ...Apiserver[]];
  /** The URL of etcd. */
  readonly etcd: string;
  /** Sends requests with the administrator's certificate. */
  readonly admin: HttpsClient;
  /** Sends requests without a certificate. */
  readonly anonymous: HttpsClient;
}

/** The teardown of a tap test. */
interface Ending {
  readonly teardown: (end: () => void | Promise<void>) => unknown;
}

/**
 * Starts a real etcd, real kube-apiservers and, if the place has one, a real load balancer. Resolves when everything answers. The serving
 * certificate is kubeadm's. Its SANs are `k8ctl`, `kubernetes` with its longer forms, 10.96.0.1, 10.225.4.51 and the first host. So the
 * other hosts are forgotten nodes, as in many clusters. Everything is ended and removed with the test.
 */
export async function startControlPlane(
  t: Ending,
  kubernetes: Kubernetes,
  place: Place,
  flags: readonly string[] | ((pki: string) => readonly string[]) = [],
): Promise<ControlPlane> {
  const folder = temporaryFolder(t);
  const processes: BackgroundProcess[] = [];
  const servers: Apiserver[] = [];
  t.teardown(async () => {
    // A graceful shutdown of a kube-apiserver takes long and is not needed here.
    await Promise.all([...servers.map((server) => server.kill()), ...processes.map(({ end }) => end('SIGKILL'))]);
  });

  const port = place.port === 'free' ? await freePort() : place.port;
  const [first] = place.hosts;
  const etcd = await startEtcd(kubernetes, folder);
  processes.push(etcd.process);
  const cluster = { endpoint: `${first}:${port}`, advertiseAddress: advertised(0), port };
  const kubeadm = createKubeadm(kubernetes, folder, cluster);
  await kubeadm.init();

  const ca = (): Buffer => readFileSync(join(kubeadm.pki, 'ca.crt'));
  const admin = createHttpsClient({ ca, ...kubeconfigLogin(kubeadm.kubeconfig) });
  const anonymous = createHttpsClient({ ca });
  const { pki, kubeconfig, regenerateServingCertificate } = kubeadm;
  for (const [i, host] of place.hosts.entries()) {
    servers.push(
      createApiserver({ kubernetes, host, port, advertiseAddress: advertised(i), etcd: etcd.url, folder, pki, admin }),
    );
  }
  const allFlags = typeof flags === 'function' ? flags(pki) : flags;
  await Promise.all(servers.map((server) => server.restart(allFlags)));

  if (place.loadBalancer !== undefined) {
    const address = `${place.loadBalancer}:${port}`;
    processes.push(await startLoadBalancer(address, servers, folder));
    await until(`${address} answers`, 10, async () => (await admin(`https://${address}/readyz`)).status);
  }
  return {
    folder,
    port,
    pki,
    kubeconfig,
    regenerateServingCertificate,
    etcd: etcd.url,
    admin,
    anonymous,
    servers: servers as [Apiserver, ...Apiserver[]],
  };
}

/** The address of a node in the API, independent of the address that it listens on. */
function advertised(i: number): string {
  return threeNodes.hosts[i] ?? threeNodes.hosts[0];
}
