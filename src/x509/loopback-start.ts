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

/** The most seconds by which the CN's number and notBefore may differ: an hour by design, and another one for clocks that were set. */
const mostDifference = 7200;

type Leaf = Pick<Certificate, 'subjectCommonName' | 'dnsNames' | 'notBefore'>;

/** Whether the leaf is a loopback certificate. Servers answer an unknown SNI with their ordinary certificate. */
export function isLoopbackCertificate(leaf: Leaf): boolean {
  return loopbackNumber(leaf) <= latestTime && leaf.dnsNames.includes(loopbackServerName);
}

/**
 * Returns the start time of the process, in Unix seconds, from its loopback certificate. Kubernetes writes it into the CN
 * (k8s.io/client-go/util/cert, GenerateSelfSignedCertKeyWithOptions, `host@%d`). Where notBefore agrees with
 * the CN, notBefore is the more accurate of the two. Where they disagree by hours, neither is believed: undefined.
 */
export function loopbackStart(leaf: Leaf): number | undefined {
  const named = loopbackNumber(leaf);
  if (!isLoopbackCertificate(leaf) || Math.abs(named - leaf.notBefore) > mostDifference) return undefined;
  const starts = notBeforeLeads.map((lead) => leaf.notBefore + lead);
  return starts.find((start) => start <= named && named - start <= longestKeyGeneration) ?? named;
}

/** Returns the number behind the CN's `@`, the Unix seconds at which the process made the certificate, or NaN. */
export function loopbackNumber({ subjectCommonName }: Pick<Leaf, 'subjectCommonName'>): number {
  const [, digits] = commonName.exec(subjectCommonName ?? '') ?? [];
  return Number(digits);
}
