import { join } from 'node:path';
import type { Kubernetes } from '../kubernetes.js';
import { run } from '../run.js';
import type { KubeadmNode } from './kubeadm-node.js';

interface Wanted {
  readonly certSANs: readonly string[] | 'no apiServer' | 'an empty apiServer';
  readonly extraArgs: boolean;
}

interface Found {
  readonly text: string;
  /** Sorted. */
  readonly certSANs: readonly string[];
  readonly certificatesDir: string | undefined;
}

/** ConfigMap kubeadm-config, as `kubeadm init` would have made it. */
export interface ClusterConfiguration {
  readonly create: (wanted: Wanted) => Promise<void>;
  readonly remove: () => Promise<unknown>;
  readonly read: () => Promise<Found>;
}

export function clusterConfiguration(kubernetes: Kubernetes, { etc, address }: KubeadmNode): ClusterConfiguration {
  const kubectl = [
    process.env['KUBECTL'] ?? 'kubectl',
    '--kubeconfig',
    join(etc, 'admin.conf'),
    '--server',
    `https://${address}`,
    '-n',
    'kube-system',
  ];
  const must = async (input: string, ...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run([...kubectl, ...args], input, { HOME: etc });
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const remove = (): Promise<string> => must('', 'delete', 'configmap', 'kubeadm-config', '--ignore-not-found');
  return {
    remove,
    create: async (wanted) => {
      const data = { ClusterConfiguration: configuration(kubernetes, wanted) };
      const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kubeadm-config' }, data };
      await remove();
      await must(JSON.stringify(object), 'create', '-f', '-');
    },
    read: async () => {
      const text = await must('', 'get', 'configmap', 'kubeadm-config', '-o', 'jsonpath={.data.ClusterConfiguration}');
      const list = /certSANs:\n((?: +- .*\n)*)/.exec(text)?.[1] ?? '';
      const certSANs = [...list.matchAll(/- '?"?([^'"\n]+)/g)].map(([, san = '']) => san).toSorted();
      return { text, certSANs, certificatesDir: /certificatesDir: (.*)/.exec(text)?.[1] };
    },
  };
}

function configuration({ minor, version }: Kubernetes, { certSANs, extraArgs }: Wanted): string {
  const mode = minor < 31 ? '{authorization-mode: "Node,RBAC"}' : '[{name: authorization-mode, value: "Node,RBAC"}]';
  const lists = [
    ...(typeof certSANs === 'string' ? [] : ['  certSANs:', ...certSANs.map((san) => `  - "${san}"`)]),
    ...(extraArgs ? [`  extraArgs: ${mode}`] : []),
  ];
  const empty = certSANs === 'an empty apiServer' ? ['apiServer: {}'] : [];
  return [
    `apiVersion: kubeadm.k8s.io/${minor < 31 ? 'v1beta2' : 'v1beta4'}`,
    'kind: ClusterConfiguration',
    `kubernetesVersion: ${version}`,
    'certificatesDir: /etc/kubernetes/pki',
    'networking: {serviceSubnet: 10.96.0.0/12}',
    ...(lists.length > 0 ? ['apiServer:', ...lists] : empty),
    '',
  ].join('\n');
}
