import type { Report, TargetReport } from '../probe/report.js';
import { caIdentityText, caLabels } from './certificate-identity.js';
import { type Family, sample } from './family.js';

const isResolved = ({ failures }: Report): boolean => !failures.some(({ probe }) => probe === 'resolve');

/** The metrics of a target as a whole. Every series also has the label `target` and the target's own labels. */
export const targetFamilies: readonly Family<TargetReport>[] = [
  {
    name: 'apiserver_target_endpoints',
    help: 'Number of addresses (IP:port) that the target led to. Absent for the entry of a fleet, which has none, and for a cluster of Cluster API that is being deleted.',
    labels: [],
    samples: ({ reports, fleet, isIdle }) =>
      sample(fleet === undefined && isIdle !== true ? reports.filter(isResolved).length : undefined),
  },
  {
    name: 'apiserver_target_discovery_success',
    help: 'Whether addresses were found for everything that the target names. For the entry of a fleet: whether its targets could be listed.',
    labels: [],
    samples: ({ discovered }) => [{ value: Number(discovered) }],
  },
  {
    name: 'apiserver_target_server_info',
    help: 'Which kind of server the target has, by its setting kind or by discovery. Always 1. Absent where neither says it.',
    labels: ['kind'],
    samples: ({ target: { kind } }) => (kind === undefined ? [] : [{ labels: { kind }, value: 1 }]),
  },
  {
    name: 'apiserver_fleet_targets',
    help: 'Number of targets that a fleet has: kubeconfigs, or discovery by cluster-api or aggregated, list them. `target` is the name of its entry.',
    labels: [],
    samples: ({ fleet }) => sample(fleet?.targets),
  },
  {
    name: 'apiserver_target_instances',
    help: 'Number of API servers that the Kubernetes API lists, without those that left the list and are still probed. Without discovery, the number of addresses, if `instances` is configured.',
    labels: [],
    samples: ({ instances: { listed } }) => (listed === undefined ? [] : [{ value: listed }]),
  },
  {
    name: 'apiserver_target_expected_instances',
    help: 'Number of API servers that there should be: `instances` of the configuration (config), or else the number of nodes with the control-plane role (nodes).',
    labels: ['source'],
    samples: ({ instances: { expected } }) =>
      expected === undefined ? [] : [{ labels: { source: expected.source }, value: expected.count }],
  },
  {
    name: 'apiserver_target_ca_info',
    help: "1, with where the target's CA comes from (`source`: file, inline, kubeconfig, pod, bundle or public) and the path of that file or kubeconfig. Absent if the target has no CA.",
    labels: ['source', 'path'],
    samples: ({ caSource }) =>
      caSource === undefined ? [] : [{ labels: { source: caSource.kind, path: caSource.path ?? '' }, value: 1 }],
  },
  {
    name: 'apiserver_target_ca_read_success',
    help: 'Whether the CA file that the configuration names can be used as it is now. If not, what was in it before still counts. Absent if the configuration names none.',
    labels: [],
    samples: ({ caSource }) => (caSource?.kind === 'file' ? [{ value: Number(caSource.problem === undefined) }] : []),
  },
  {
    name: 'apiserver_target_ca_not_after_timestamp_seconds',
    help: "Unix time after which a certificate of the target's CA is expired. CAs of one name, old and new, differ in the fingerprint.",
    labels: caLabels,
    samples: ({ ca }) =>
      ca.map((certificate) => ({ identity: caIdentityText(certificate), value: certificate.notAfter })),
  },
];
