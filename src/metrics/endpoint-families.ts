import { entrySignsOf } from '../probe/entry-point.js';
import { processUptime, startByLoopback } from '../probe/process-start.js';
import { phasesInOrder } from '../probe/phases.js';
import type { Report } from '../probe/report.js';
import { isUnverified, serverKindOf } from '../probe/server-kind-of.js';
import { certificateFamilies } from './certificate-families.js';
import { type Family, sample } from './family.js';
import { healthFamilies } from './health-families.js';
import { nameFamilies } from './name-families.js';

/** The metrics of one probe of an endpoint. Every series also has the labels `target` and `address` and the target's own labels. */
export const endpointFamilies: readonly Family<Report>[] = [
  {
    name: 'apiserver_endpoint_up',
    help: 'Whether a TLS handshake showed a serving certificate.',
    labels: [],
    samples: ({ serving }) => sample(Number(serving !== undefined)),
  },
  {
    name: 'apiserver_endpoint_probe_failed',
    help: 'Why a probe of the endpoint fails. Present only while it fails, and then always 1.',
    labels: ['probe', 'reason'],
    samples: ({ failures }) => failures.map(({ probe, reason }) => ({ labels: { probe, reason }, value: 1 })),
  },
  {
    name: 'apiserver_endpoint_probe_duration_seconds',
    help: 'Seconds that each phase of the last probe took.',
    labels: ['phase'],
    samples: (report) => phasesInOrder.flatMap((phase) => sample(report.phases[phase], { phase })),
  },
  {
    name: 'apiserver_endpoint_entry_point',
    help: 'Why the address is an entry point (a gateway, a load balancer, an SNI router) and not one API server. Present only where there is such a sign, and then always 1.',
    labels: ['reason'],
    samples: (report) => entrySignsOf(report).map((sign) => ({ labels: { reason: sign }, value: 1 })),
  },
  {
    name: 'apiserver_endpoint_unverified',
    help: 'Present only where clients verify nothing that the endpoint serves, and then always 1: insecureSkipTLSVerify of an APIService, or a certificate that another server than kube-apiserver has made itself, without a CA in the configuration. Names and trust are not judged there, and the end of the serving certificate breaks nothing.',
    labels: [],
    samples: (report) => sample(isUnverified(report) ? 1 : undefined),
  },
  {
    name: 'apiserver_endpoint_server_info',
    help: 'Which kind of server answers, by what it shows or by the setting kind of its target. Always 1. loopback_end: whether the end of its loopback certificate breaks something there, may_break where nobody sees that from outside. Absent where nothing shows the kind: such a server counts as a kube-apiserver.',
    labels: ['kind', 'loopback_end'],
    samples: (report) => {
      const server = serverKindOf(report);
      if (server === undefined) return [];
      return [{ labels: { kind: server.kind, loopback_end: server.loopbackEnd }, value: 1 }];
    },
  },
  ...certificateFamilies,
  ...nameFamilies,
  {
    name: 'apiserver_endpoint_process_start_time_seconds',
    help: 'Unix time at which the process started. Source loopback: from the CN of its loopback certificate. Source metrics: from its own /metrics.',
    labels: ['source'],
    samples: (report) => [
      ...sample(startByLoopback(report), { source: 'loopback' }),
      ...sample(report.http?.startedAt, { source: 'metrics' }),
    ],
  },
  {
    name: 'apiserver_endpoint_process_uptime_seconds',
    help: 'Seconds for which the process has been running. Uses the start time of its own /metrics where that is known, else that of its loopback certificate.',
    labels: [],
    samples: (report) => sample(processUptime(report)),
  },
  {
    name: 'apiserver_endpoint_kubernetes_version_info',
    help: 'Kubernetes version, from /version. Always 1.',
    labels: ['git_version'],
    samples: ({ http }) =>
      http?.gitVersion === undefined ? [] : [{ labels: { git_version: http.gitVersion }, value: 1 }],
  },
  {
    name: 'apiserver_endpoint_clock_skew_seconds',
    help: 'Seconds that the clock of the server is ahead of the clock of the exporter, by the header Date of its HTTP answers; at most a second wrong. Absent where it is not known that well.',
    labels: [],
    samples: ({ http }) => sample(http?.clockSkew),
  },
  ...healthFamilies,
];
