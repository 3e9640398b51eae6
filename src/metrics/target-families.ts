import type { TargetReport } from '../probe/report.js';
import { caIdentityOf, caLabels } from './certificate-identity.js';
import type { Family } from './family.js';

/** The metrics of a target as a whole. Every series also has the label `target` and the target's own labels. */
export const targetFamilies: readonly Family<TargetReport>[] = [
  {
    name: 'apiserver_target_endpoints',
    help: 'Number of addresses (IP:port) that the target led to.',
    labels: [],
    samples: ({ reports }) => [
      { value: reports.filter(({ failures }) => !failures.some(({ probe }) => probe === 'resolve')).length },
    ],
  },
  {
    name: 'apiserver_target_discovery_success',
    help: 'Whether addresses were found for everything that the target names.',
    labels: [],
    samples: ({ discovered }) => [{ value: Number(discovered) }],
  },
  {
    name: 'apiserver_target_ca_not_after_timestamp_seconds',
    help: "Unix time after which a certificate of the target's CA is expired. CAs of one name, old and new, differ in the fingerprint.",
    labels: caLabels,
    samples: ({ ca }) => ca.map((certificate) => ({ labels: caIdentityOf(certificate), value: certificate.notAfter })),
  },
];
