import { type ExpositionSample, samplesOf } from '../fixtures/exposition.js';
import { threeNodes } from './control-plane.js';
import { prefix } from './metric-names.js';

type Coverage = Readonly<Record<string, number>>;

/** Returns by name whether it is covered. The samples are those of one address. */
export function coverage(samples: readonly ExpositionSample[]): Coverage {
  return Object.fromEntries(
    samplesOf(samples, `${prefix}san_covered`).map(({ labels, value }) => [labels['name'] ?? '', value]),
  );
}

/** The expected coverage of an instance that was found through this server. kubeadm's certificate covers only the first node. */
export function expectedCoverage(host: string, server: string): Coverage {
  const inCluster = [
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
  ];
  return {
    ...Object.fromEntries([...inCluster, '10.96.0.1'].map((name) => [name, 1])),
    [host]: Number(host === threeNodes.hosts[0]),
    [server]: Number(server === threeNodes.hosts[0]),
  };
}
