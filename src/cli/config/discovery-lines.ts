import { andMore, limitedList } from '../../bounds/limited-list.js';
import type { TargetConfig } from '../../config/config.js';
import type { ClusterAccess } from '../../kube/cluster-access.js';
import { serverUrlText } from '../../kube/server-url.js';

/** More lines, and more names in a line, than a person reads. */
const mostTargets = 50;
const mostHosts = 5;

/**
 * Says of each target whose addresses are not all in the configuration what will be found when it is probed, and by what: a line each, for
 * people. Pure: the network is not asked here.
 */
export function discoveryLines(
  targets: readonly TargetConfig[],
  accesses: ReadonlyMap<TargetConfig, ClusterAccess>,
): readonly string[] {
  const lines = targets.flatMap((target) => {
    const found = [...byKubernetes(target, accesses.get(target)), ...byDns(target)];
    return found.length === 0 ? [] : [`${target.name}: ${found.join('; ')}`];
  });
  return limitedList(lines, mostTargets, andMore);
}

function byKubernetes(
  { kubeconfig, discovery, namespaces, nodes }: TargetConfig,
  access: ClusterAccess | undefined,
): readonly string[] {
  const names = nodes ? ", and the names of the control plane's nodes" : '';
  const what =
    discovery === 'cluster-api'
      ? workloads(namespaces)
      : discovery === 'aggregated'
        ? 'aggregated API servers'
        : 'API servers';
  if (access === undefined)
    return discovery === undefined
      ? []
      : [`discovers ${what} by the service account of the pod that it runs in${names}`];
  const { name, server } = access;
  const by = `${kubeconfig?.paths.join(', ') ?? ''}, context ${name}`;
  const at = `${serverUrlText(server)}${server.path}`;
  return [discovery === undefined ? `${at}, the server of ${by}` : `discovers ${what} by ${by}, at ${at}${names}`];
}

function workloads(namespaces: readonly string[] | undefined): string {
  const where = namespaces === undefined ? 'all namespaces' : limitedList(namespaces, mostHosts, andMore).join(', ');
  return `the workload clusters of Cluster API in ${where}`;
}

function byDns({ addresses }: TargetConfig): readonly string[] {
  const hosts = new Set(addresses.flatMap(({ host }) => (host.kind === 'dns' ? [host.text] : [])));
  return hosts.size === 0 ? [] : [`each address of ${limitedList([...hosts], mostHosts, andMore).join(', ')}`];
}
