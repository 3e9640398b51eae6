import type { Certificate } from './certificate.js';

/** The SNI that shows kube-apiserver's certificate for its connections to itself, and that certificate's DNS SAN. */
export const loopbackServerName = 'apiserver-loopback-client';

const commonName = /^apiserver-loopback-client@(\d{1,12})$/;

/** The end of the year 9999, beyond which no certificate lasts. */
const latestStart = 253_402_300_799;

/**
 * Kubernetes writes the CN's number only after it has made two RSA keys, which takes seconds on a busy machine; notBefore is taken before: an
 * hour before the start from 1.12 on, at the start itself until 1.11 (k8s.io/client-go/util/cert, GenerateSelfSignedCertKey).
 */
const notBeforeLeads = [3600, 0] as const;

/** Seconds by which the CN's number may lie behind. */
const longestKeyGeneration = 60;

/**
 * Unix seconds at which the process started, when the leaf is the loopback certificate of a kube-apiserver; else undefined, since an SNI
 * that matches nothing is answered with the ordinary certificate. Kubernetes writes the start into the CN (NewLoopbackClientConfig's
 * caller in k8s.io/apiserver/pkg/server/options: `apiserver-loopback-client@%d`); where notBefore agrees with it, that is the better clock.
 */
export function loopbackStart(
  leaf: Pick<Certificate, 'subjectCommonName' | 'dnsNames' | 'notBefore'>,
): number | undefined {
  const [, digits] = commonName.exec(leaf.subjectCommonName ?? '') ?? [];
  const named = Number(digits);
  if (!(named <= latestStart) || !leaf.dnsNames.includes(loopbackServerName)) return undefined;
  return (
    notBeforeLeads
      .map((lead) => leaf.notBefore + lead)
      .find((start) => start <= named && named - start <= longestKeyGeneration) ?? named
  );
}
