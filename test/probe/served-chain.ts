import type { ServedChain } from '../../src/probe/probe-chain.js';
import type { Certificate } from '../../src/x509/certificate.js';

/** What a handshake showed: these certificates, the leaf first. Without any, nothing was served. */
export function servedChain(...certificates: readonly Certificate[]): ServedChain {
  const [leaf, ...rest] = certificates;
  return {
    served: certificates.map(({ der }) => der),
    chain: leaf && [leaf, ...rest],
    reason: leaf ? undefined : 'no_certificate',
    key: certificates.map(({ fingerprintSha256 }) => fingerprintSha256).join(' '),
  };
}
