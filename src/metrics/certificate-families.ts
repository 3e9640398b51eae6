import type { Report } from '../probe/report.js';
import { type Chain, chainNotAfter } from '../x509/certificate.js';
import { identityLabels, identityText } from './certificate-identity.js';
import { type Family, type Sample, sample } from './family.js';

/** A chain that a probe showed, and the labels that say which one it is. */
type LabelledChain = readonly [labels: Readonly<Record<string, string>>, chain: Chain];

/** The chains that a probe showed. Only the chain of a name, where it is another one than the serving chain, has the label `name`. */
export function chainsOf({ serving, loopback, names }: Report): readonly LabelledChain[] {
  return [
    ...(serving ? [[{ certificate: 'serving' }, serving] as const] : []),
    ...(loopback.state === 'found' ? [[{ certificate: 'loopback' }, loopback.chain] as const] : []),
    ...names.flatMap(({ name, shown }) => (shown ? [[{ certificate: 'name', name }, shown] as const] : [])),
  ];
}

/** `name` is absent, not empty, on all samples but those of a name. */
const chainLabels = ['certificate', 'name'] as const;

function forEachChain(report: Report, value: (chain: Chain) => number): readonly Sample[] {
  return chainsOf(report).map(([labels, chain]) => ({ labels, value: value(chain) }));
}

/** The metrics of served certificates: when they end, what they are, and whether the target's CA vouches for them. */
export const certificateFamilies: readonly Family<Report>[] = [
  {
    name: 'apiserver_endpoint_certificate_not_after_timestamp_seconds',
    help: 'Unix time after which the certificate is expired (leaf).',
    labels: chainLabels,
    samples: (report) => forEachChain(report, ([leaf]) => leaf.notAfter),
  },
  {
    name: 'apiserver_endpoint_certificate_not_before_timestamp_seconds',
    help: 'Unix time from which the certificate is valid (leaf).',
    labels: chainLabels,
    samples: (report) => forEachChain(report, ([leaf]) => leaf.notBefore),
  },
  {
    name: 'apiserver_endpoint_certificate_renewal_ratio',
    help: 'The least share of their lifetimes that earlier certificates had left at the last renewals (leaf). Only for a certificate that is valid for less than twelve days, once two renewals were seen. 0 where they follow no rule.',
    labels: chainLabels,
    samples: ({ renewalShare, names }) => [
      ...sample(renewalShare, { certificate: 'serving' }),
      ...names.flatMap(({ name, renewalShare: share }) => sample(share, { certificate: 'name', name })),
    ],
  },
  {
    name: 'apiserver_endpoint_certificate_chain_not_after_timestamp_seconds',
    help: 'Earliest unix time after which a certificate of the served chain is expired, also one that no client needs.',
    labels: chainLabels,
    samples: (report) => forEachChain(report, chainNotAfter),
  },
  {
    name: 'apiserver_endpoint_certificate_info',
    help: 'Identity of the served certificate (leaf). It changes when the certificate is renewed. Always 1.',
    labels: [...chainLabels, ...identityLabels],
    samples: (report) =>
      chainsOf(report).map(([labels, [leaf]]) => ({ labels, identity: identityText(leaf), value: 1 })),
  },
  {
    name: 'apiserver_endpoint_certificate_trusted',
    help: "Whether a path from the serving certificate to the target's CA holds now, by the rules of Go's crypto/x509. Names and the certificate's own dates do not count. Absent without a CA.",
    labels: ['certificate'],
    samples: ({ trust }) =>
      trust.state === 'unknown'
        ? []
        : [{ labels: { certificate: 'serving' }, value: Number(trust.state === 'trusted') }],
  },
  {
    name: 'apiserver_endpoint_trust_not_after_timestamp_seconds',
    help: "Unix time after which no path from the serving certificate to the target's CA holds, because a certificate of the best path has expired by then: the serving certificate, an intermediate, or the CA. Absent without a CA, and while there is no path. With the label name: of another certificate that this name is shown.",
    labels: ['name'],
    samples: ({ trust, names }) => [
      ...(trust.state === 'trusted' ? [{ value: trust.until }] : []),
      ...names.flatMap(({ name, verdict, shown }) =>
        shown !== undefined && verdict?.accepted === true ? [{ labels: { name }, value: verdict.until }] : [],
      ),
    ],
  },
  {
    name: 'apiserver_endpoint_loopback_certificate_found',
    help: 'Whether the endpoint shows the loopback certificate of a kube-apiserver. 0 where a front does not let its SNI through. Absent where that is not known: its probe is switched off, or a handshake failed.',
    labels: [],
    samples: ({ loopback }) => {
      switch (loopback.state) {
        case 'found':
          return [{ value: 1 }];
        case 'not_served':
          return [{ value: 0 }];
        case 'not_asked':
          return loopback.because === 'dynamiclistener' || loopback.because === 'gateway' ? [{ value: 0 }] : [];
        case 'failed':
          return [];
      }
    },
  },
  {
    name: 'apiserver_endpoint_processes',
    help: 'Number of processes that answered at this address, counted by their loopback certificates. The setting loopbackLooks says how often the address is probed at each scrape; where processes take turns, those of the last ten minutes count.',
    labels: [],
    samples: ({ loopback }) => (loopback.state === 'found' ? [{ value: loopback.processes.length }] : []),
  },
];
