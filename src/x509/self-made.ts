import type { Certificate } from './certificate.js';

/**
 * Whether a server made this certificate itself when it started, with a CA that it has thrown away: `X@N` by `X-ca@N`, where N is the time in unix
 * seconds (k8s.io/client-go/util/cert, GenerateSelfSignedCertKeyWithOptions).
 */
export function isSelfMade({ subjectCommonName, issuerCommonName }: Certificate): boolean {
  const [, host, at] = /^(.+)@(\d{9,11})$/s.exec(subjectCommonName ?? '') ?? [];
  return host !== undefined && issuerCommonName === `${host}-ca@${at}`;
}
