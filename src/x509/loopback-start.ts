import type { Certificate } from './certificate.js';
import { latestTime } from './validity.js';

/** The SNI for which kube-apiserver serves the certificate of its connections to itself. It is also that certificate's DNS SAN. */
export const loopbackServerName = 'apiserver-loopback-client';

const commonName = /^apiserver-loopback-client@(\d{1,12})$/;

/**
 * Seconds from notBefore to the start of the process. notBefore is an hour before the start from 1.12 on, and the start itself until 1.11
 * (k8s.io/client-go/util/cert, GenerateSelfSignedCertKey). Kubernetes takes it before it makes two RSA keys, which takes seconds on a busy
 * machine, and writes the CN's number only after that.
 */
const notBeforeLeads = [3600, 0] as const;

/** The most seconds by which the CN's number may be later than the start. */
const longestKeyGeneration = 60;

/**
 * Returns the start time of the process, in Unix seconds, when the leaf is the loopback certificate of a kube-apiserver. Otherwise returns
 * undefined: servers answer an unknown SNI with their ordinary certificate. Kubernetes writes the start into the CN
 * (NewLoopbackClientConfig's caller in k8s.io/apiserver/pkg/server/options: `apiserver-loopback-client@%d`). Where notBefore agrees with
 * the CN, notBefore is the more accurate of the two.
 */
export function loopbackStart(
  leaf: Pick<Certificate, 'subjectCommonName' | 'dnsNames' | 'notBefore'>,
): number | undefined {
  const [, digits] = commonName.exec(leaf.subjectCommonName ?? '') ?? [];
  const named = Number(digits);
  if (!(named <= latestTime) || !leaf.dnsNames.includes(loopbackServerName)) return undefined;
  return (
    notBeforeLeads
      .map((lead) => leaf.notBefore + lead)
      .find((start) => start <= named && named - start <= longestKeyGeneration) ?? named
  );
}
