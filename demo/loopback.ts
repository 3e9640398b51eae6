import type { webcrypto } from 'node:crypto';
import type { KeyAlgorithm } from './key-algorithm.js';
import { type Authority, createAuthority, type Identity, type IssuedCertificate } from './pki.js';

const hour = 3600;
const day = 24 * hour;

export interface LoopbackOptions {
  /** Unix seconds at which the process started. */
  readonly startedAt: number;
  /** Unix seconds; 365 days after notBefore when left out, as in Kubernetes 1.12 to 1.32. */
  readonly notAfter?: number;
  /** Real ones are `rsa-2048`. */
  readonly keyAlgorithm?: KeyAlgorithm;
  /** Keys of the leaf and of its CA to use again, extractable: new ones when left out. */
  readonly keys?: webcrypto.CryptoKeyPair;
}

export interface LoopbackCertificate {
  readonly leaf: IssuedCertificate;
  readonly authority: Authority;
  /** What a server presents: the leaf and its CA, as kube-apiserver does. */
  readonly identity: Identity;
}

/** Creates the certificate that kube-apiserver makes in memory at start-up (k8s.io/client-go/util/cert, GenerateSelfSignedCertKey). */
export async function createLoopback(options: LoopbackOptions): Promise<LoopbackCertificate> {
  const { startedAt, keyAlgorithm = 'ecdsa-p256', keys } = options;
  const notBefore = startedAt - hour;
  const validity = {
    notBefore,
    notAfter: options.notAfter ?? notBefore + 365 * day,
    keyAlgorithm,
    ...(keys && { keys }),
  };
  const authority = await createAuthority({
    ...validity,
    commonName: `apiserver-loopback-client-ca@${startedAt}`,
    serialNumber: '01',
  });
  const leaf = await authority.issue({
    ...validity,
    commonName: `apiserver-loopback-client@${startedAt}`,
    dnsNames: ['apiserver-loopback-client'],
    serialNumber: '02',
  });
  return { leaf, authority, identity: { cert: leaf.chain.join('\n'), key: leaf.key } };
}
