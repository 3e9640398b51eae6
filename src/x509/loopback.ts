import type { Certificate } from './certificate.js';

/** The SNI that shows kube-apiserver's certificate for its connections to itself, and that certificate's DNS SAN. */
export const loopbackServerName = 'apiserver-loopback-client';

const commonName = /^apiserver-loopback-client@(\d{1,12})$/;

/** The end of the year 9999, beyond which no certificate lasts. */
const latestStart = 253_402_300_799;

/**
 * Unix seconds at which the process started, when the leaf is the loopback certificate of a kube-apiserver; else undefined, since an SNI
 * that matches nothing is answered with the ordinary certificate. Kubernetes writes the start into the CN (NewLoopbackClientConfig's
 * caller in k8s.io/apiserver/pkg/server/options: `apiserver-loopback-client@%d`).
 */
export function loopbackStart(leaf: Pick<Certificate, 'subjectCommonName' | 'dnsNames'>): number | undefined {
  const [, digits] = commonName.exec(leaf.subjectCommonName ?? '') ?? [];
  const start = Number(digits);
  return start <= latestStart && leaf.dnsNames.includes(loopbackServerName) ? start : undefined;
}
