import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kubernetes } from './kubernetes.js';
import { mustRun } from './run.js';

export interface Kubeadm {
  /** The folder with certificates and keys, with the same layout as /etc/kubernetes/pki. */
  readonly pki: string;
  /** The administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Makes all certificates and kubeconfigs of a control plane. */
  readonly init: () => Promise<void>;
  /** Makes the kubeconfig of `controller-manager` or `scheduler`. */
  readonly initKubeconfig: (user: string) => Promise<void>;
  /** Makes only a CA, which has the name of every other CA of kubeadm, and a serving certificate with these SANs in addition to kubeadm's own. */
  readonly initServing: (extraSans: readonly string[]) => Promise<void>;
  /** Makes a new serving certificate, with these SANs in addition to kubeadm's own. */
  readonly regenerateServingCertificate: (extraSans: readonly string[]) => Promise<void>;
}

export interface Cluster {
  /** The host:port of the API in kubeconfigs. Its host is a SAN. */
  readonly endpoint: string;
  /** The address of the first node. It is a SAN as well. */
  readonly advertiseAddress: string;
  readonly port: number;
}

/** Runs kubeadm like an operator, in a separate folder. */
export function createKubeadm(kubernetes: Kubernetes, folder: string, cluster: Cluster): Kubeadm {
  const pki = join(folder, 'pki');
  const kubeconfig = join(folder, 'admin.conf');
  const configFile = join(folder, 'kubeadm.yaml');
  const phase = async (...args: readonly string[]): Promise<void> => {
    await mustRun([kubernetes.binary('kubeadm'), 'init', 'phase', ...args, '--config', configFile]);
  };
  const configure = (certSans: readonly string[]): void =>
    writeFileSync(configFile, configText({ ...cluster, kubernetes, pki, certSans }));
  return {
    pki,
    kubeconfig,
    init: async () => {
      configure([]);
      await phase('certs', 'all');
      // Since v1.29, admin.conf has no rights until a role is bound to its group, which only a whole `kubeadm init` does.
      const user = kubernetes.minor < 29 ? 'admin' : 'super-admin';
      await phase('kubeconfig', user, '--kubeconfig-dir', folder);
      renameSync(join(folder, `${user}.conf`), kubeconfig);
    },
    initKubeconfig: (user) => phase('kubeconfig', user, '--kubeconfig-dir', folder),
    initServing: async (extraSans) => {
      configure(extraSans);
      await phase('certs', 'ca');
      await phase('certs', 'apiserver');
    },
    regenerateServingCertificate: async (extraSans) => {
      // kubeadm does not make a certificate if both files exist.
      const old = join(folder, 'old');
      mkdirSync(old, { recursive: true });
      for (const file of ['apiserver.crt', 'apiserver.key']) renameSync(join(pki, file), join(old, file));
      configure(extraSans);
      await phase('certs', 'apiserver');
    },
  };
}

interface ConfigValues extends Cluster {
  readonly kubernetes: Kubernetes;
  readonly pki: string;
  readonly certSans: readonly string[];
}

/** With an explicit version, kubeadm does not request it from the internet. JSON is YAML. */
function configText({ kubernetes, pki, certSans, endpoint, advertiseAddress, port }: ConfigValues): string {
  const apiVersion = configVersion(kubernetes);
  const init = {
    apiVersion,
    kind: 'InitConfiguration',
    localAPIEndpoint: { advertiseAddress, bindPort: port },
    nodeRegistration: { name: 'k8ctl' },
  };
  const cluster = {
    apiVersion,
    kind: 'ClusterConfiguration',
    kubernetesVersion: kubernetes.version,
    certificatesDir: pki,
    controlPlaneEndpoint: endpoint,
    networking: { serviceSubnet: '10.96.0.0/12' },
    apiServer: { certSANs: certSans },
  };
  return [init, cluster].map((document) => JSON.stringify(document)).join('\n---\n');
}

/** v1beta3 came with 1.22, and v1beta4, which is the only one that is not deprecated today, with 1.31. */
function configVersion({ minor }: Kubernetes): string {
  if (minor < 22) return 'kubeadm.k8s.io/v1beta2';
  return `kubeadm.k8s.io/${minor < 31 ? 'v1beta3' : 'v1beta4'}`;
}
