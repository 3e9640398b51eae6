import type { Problem } from '../document/problem.js';
import type { Source } from './cluster-access.js';
import { readFileOrData } from './file-or-data.js';
import { type Entry, type KubeconfigBytes, type KubeconfigFile, readKubeconfig } from './kubeconfig-file.js';
import type { ClusterFields } from './kubeconfig-schema.js';
import { currentCluster } from './kubeconfig.js';

/** Where the CA is that a kubeconfig's client has. */
export type KubeconfigCa =
  { readonly ok: true; readonly ca: Source } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Returns the CA of the current context's cluster or, without a current context, of the only cluster, as in the kubeconfig of kubeadm's
 * ConfigMap cluster-info. Pure, never throws; problems show no secret.
 */
export function kubeconfigCa(kubeconfig: KubeconfigBytes): KubeconfigCa {
  const read = readKubeconfig(kubeconfig);
  if (!read.ok) return read;
  const cluster = clusterOf(read.file, kubeconfig.path);
  if ('message' in cluster) return { ok: false, problems: [cluster] };
  const problems: Problem[] = [];
  const complain = (field: string, message: string): void => {
    problems.push({ ...cluster.origin(field), message });
  };
  const ca = readFileOrData(cluster, 'certificate-authority', complain);
  if (ca !== undefined) return { ok: true, ca };
  if (problems.length === 0)
    complain(
      'certificate-authority',
      'the cluster has neither a certificate-authority nor a certificate-authority-data',
    );
  return { ok: false, problems };
}

function clusterOf(file: KubeconfigFile, path: string): Entry<ClusterFields> | Problem {
  if (file.currentContext !== undefined) return currentCluster(file, path);
  const [only, ...more] = file.clusters.values();
  if (only !== undefined && more.length === 0) return only;
  const found = only === undefined ? 'no cluster' : `${file.clusters.size} clusters and no current-context`;
  return { file: path, path: '', message: `found ${found}, expected a current-context or a single cluster` };
}
