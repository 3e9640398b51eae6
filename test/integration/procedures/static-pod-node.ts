import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackgroundProcess } from '../background-process.js';
import { flagsOfEtcd, startEtcd } from '../etcd.js';
import { freePort } from '../free-port.js';
import { createHttpsClient, kubeconfigLogin } from '../https-client.js';
import { createKubeadm } from '../kubeadm.js';
import type { Kubernetes } from '../kubernetes.js';
import { temporaryFolder } from '../temporary-folder.js';
import { until } from '../until.js';
import { writeControllers } from './simulated-controllers.js';
import { type Kubelet, startKubelet, writeCrictl, writeManifest } from './static-pods.js';

/** A control-plane node with kubeadm's files, whose kube-apiserver a simulated kubelet runs. */
export interface ControlPlaneNode {
  /** Stands for /etc/kubernetes. */
  readonly folder: string;
  /** Stands for /root. */
  readonly home: string;
  /** For the PATH: the simulated crictl. */
  readonly bin: string;
  readonly kubelet: Kubelet;
  readonly address: string;
  readonly port: number;
  readonly ready: () => Promise<void>;
}

interface Ending {
  readonly teardown: (end: () => void | Promise<void>) => unknown;
}

export interface NodeSettings {
  readonly flags?: readonly string[];
  readonly grace?: number;
  /** Whether etcd and the controllers are static pods too, and kubeconfigs of the controllers are there. */
  readonly all?: boolean;
}

/** Starts a real etcd and a real kube-apiserver, with 127.0.0.1 among its SANs. */
export async function startNode(
  t: Ending,
  kubernetes: Kubernetes,
  settings: NodeSettings = {},
): Promise<ControlPlaneNode> {
  const root = temporaryFolder(t);
  const [folder, home, bin] = ['kubernetes', 'root', 'bin'].map((name) => join(root, name)) as [string, string, string];
  for (const each of [folder, home, bin]) mkdirSync(each);
  const processes: BackgroundProcess[] = [];
  t.teardown(async () => {
    await Promise.all(processes.map(({ end }) => end('SIGKILL')));
  });
  const port = await freePort();
  const { all = false } = settings;
  const etcdFlags = await flagsOfEtcd(root);
  const etcd = etcdFlags['listen-client-urls'];
  if (!all) processes.push((await startEtcd(kubernetes, root, etcdFlags)).process);
  const kubeadm = createKubeadm(kubernetes, folder, {
    endpoint: `127.0.0.1:${port}`,
    advertiseAddress: '10.225.4.51',
    port,
  });
  await kubeadm.init();
  if (all) {
    writeManifest(folder, 'etcd', ['etcd', ...Object.entries(etcdFlags).map(([name, value]) => `--${name}=${value}`)]);
    await writeControllers(kubeadm, folder, { bin, server: `https://127.0.0.1:${port}` });
  }
  writeManifest(
    folder,
    'kube-apiserver',
    apiserverCommand({ pki: kubeadm.pki, port, etcd, flags: settings.flags ?? [] }),
  );
  const kubelet = startKubelet({
    folder,
    binary: (name) =>
      existsSync(join(bin, name)) ? join(bin, name) : kubernetes.binary(name === 'etcd' ? name : 'kube-apiserver'),
    grace: settings.grace ?? 3000,
  });
  t.teardown(kubelet.end);
  writeCrictl(bin, folder);
  const address = `127.0.0.1:${port}`;
  const admin = createHttpsClient({
    ca: () => readFileSync(join(kubeadm.pki, 'ca.crt')),
    ...kubeconfigLogin(kubeadm.kubeconfig),
  });
  const ready = async (): Promise<void> => {
    await until(`${address} is ready`, 90, async () =>
      (await admin(`https://${address}/readyz`)).status === 200 ? true : undefined,
    );
  };
  await ready();
  return { folder, home, bin, kubelet, address, port, ready };
}

interface Command {
  readonly pki: string;
  readonly port: number;
  readonly etcd: string;
  readonly flags: readonly string[];
}

/** As kubeadm writes it, but for etcd's TLS. */
function apiserverCommand({ pki, port, etcd, flags }: Command): readonly string[] {
  return [
    'kube-apiserver',
    '--advertise-address=10.225.4.51',
    '--authorization-mode=Node,RBAC',
    '--bind-address=127.0.0.1',
    `--client-ca-file=${pki}/ca.crt`,
    `--etcd-servers=${etcd}`,
    `--kubelet-client-certificate=${pki}/apiserver-kubelet-client.crt`,
    `--kubelet-client-key=${pki}/apiserver-kubelet-client.key`,
    `--secure-port=${port}`,
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${pki}/sa.pub`,
    `--service-account-signing-key-file=${pki}/sa.key`,
    '--service-cluster-ip-range=10.96.0.0/12',
    `--tls-cert-file=${pki}/apiserver.crt`,
    `--tls-private-key-file=${pki}/apiserver.key`,
    ...flags,
  ];
}
