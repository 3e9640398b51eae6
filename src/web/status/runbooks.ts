import type { FindingId } from '../../findings/finding-kinds.js';

/** The alert whose runbook (docs/runbooks) tells more about a finding, where there is one. */
export const runbooks: Readonly<Partial<Record<FindingId, string>>> = {
  'serving-certificate-expired': 'ApiserverServingCertificateExpired',
  'serving-certificate-ending': 'ApiserverServingCertificateEnding',
  'serving-certificate-not-yet-valid': 'ApiserverServingCertificateNotYetValid',
  'serving-certificate-untrusted': 'ApiserverServingCertificateNotTrusted',
  'serving-certificates-differ': 'ApiserverServingCertificatesDiffer',
  'serving-chain-ends-early': 'ApiserverServingChainEnding',
  'client-name-not-covered': 'ApiserverNameNotCovered',
  'instance-name-not-covered': 'ApiserverNameNotCovered',
  'loopback-certificate-expired': 'ApiserverLoopbackCertificateExpired',
  'loopback-health-check-fails': 'ApiserverLoopbackCertificateExpired',
  'loopback-certificate-ending': 'ApiserverLoopbackCertificateEnding',
  'loopback-certificates-end-together': 'ApiserverLoopbackCertificatesEndTogether',
  'discovery-failed': 'ApiserverDiscoveryFailing',
  'probe-failing': 'ApiserverProbeFailing',
  'file-certificate-expired': 'ApiserverFileCertificateExpired',
  'file-certificate-ending': 'ApiserverFileCertificateEnding',
  'file-not-read': 'ApiserverFileUnreadable',
  'file-not-served': 'ApiserverFileNotServed',
};
