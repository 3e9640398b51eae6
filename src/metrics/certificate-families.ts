import type { Report } from '../probe/report.js';
import { type Chain, chainNotAfter } from '../x509/certificate.js';
import { identityLabels, identityOf } from './certificate-identity.js';
import type { Family, Sample } from './family.js';

/** The chains that a probe showed, by the label `certificate`. */
export function chainsOf(report: Report): readonly (readonly [certificate: string, chain: Chain])[] {
  return [
    ...(report.serving ? [['serving', report.serving] as const] : []),
    ...(report.loopback.state === 'found' ? [['loopback', report.loopback.chain] as const] : []),
  ];
}

function forEachChain(report: Report, value: (chain: Chain) => number): readonly Sample[] {
  return chainsOf(report).map(([certificate, chain]) => ({ labels: { certificate }, value: value(chain) }));
}

/** The metrics of served certificates: when they end, what they are, and whether they chain to the target's CA. */
export const certificateFamilies: readonly Family<Report>[] = [
  {
    name: 'apiserver_endpoint_certificate_not_after_timestamp_seconds',
    help: 'Unix time after which the certificate is expired (leaf).',
    labels: ['certificate'],
    samples: (report) => forEachChain(report, ([leaf]) => leaf.notAfter),
  },
  {
    name: 'apiserver_endpoint_certificate_not_before_timestamp_seconds',
    help: 'Unix time from which the certificate is valid (leaf).',
    labels: ['certificate'],
    samples: (report) => forEachChain(report, ([leaf]) => leaf.notBefore),
  },
  {
    name: 'apiserver_endpoint_certificate_chain_not_after_timestamp_seconds',
    help: 'Earliest unix time after which a certificate of the served chain is expired.',
    labels: ['certificate'],
    samples: (report) => forEachChain(report, chainNotAfter),
  },
  {
    name: 'apiserver_endpoint_certificate_info',
    help: 'Identity of the served certificate (leaf). It changes when the certificate is renewed. Always 1.',
    labels: ['certificate', ...identityLabels],
    samples: (report) =>
      chainsOf(report).map(([certificate, [leaf]]) => ({ labels: { certificate, ...identityOf(leaf) }, value: 1 })),
  },
  {
    name: 'apiserver_endpoint_certificate_trusted',
    help: "Whether the serving certificate chains to the target's CA. Names and dates do not count. Absent without a CA.",
    labels: ['certificate'],
    samples: ({ trust }) =>
      trust.state === 'unknown'
        ? []
        : [{ labels: { certificate: 'serving' }, value: Number(trust.state === 'trusted') }],
  },
  {
    name: 'apiserver_endpoint_loopback_certificate_found',
    help: 'Whether the endpoint shows the loopback certificate of a kube-apiserver. Absent where that is not known: its probe is switched off, or a handshake failed.',
    labels: [],
    samples: ({ loopback }) => {
      switch (loopback.state) {
        case 'found':
          return [{ value: 1 }];
        case 'not_served':
          return [{ value: 0 }];
        case 'not_asked':
          return loopback.because === 'dynamiclistener' ? [{ value: 0 }] : [];
        case 'failed':
          return [];
      }
    },
  },
  {
    name: 'apiserver_endpoint_processes',
    help: 'Number of processes that answered at this address, counted by their loopback certificates. The setting loopbackLooks says how often the certificate is probed.',
    labels: [],
    samples: ({ loopback }) => (loopback.state === 'found' ? [{ value: loopback.processes }] : []),
  },
];
