import type { Certificate, Chain } from '../x509/certificate.js';
import type { Decode } from '../x509/decoded.js';
import type { Reason } from './reason.js';

/** `chain` stops before the first certificate that cannot be decoded; `reason` says that there was one, or none at all. */
export interface DecodedChain {
  readonly chain: Chain | undefined;
  readonly reason: Reason | undefined;
}

/** The served certificates as values. A fault behind the leaf leaves the leaf to be seen. */
export function decodeChain(served: readonly Uint8Array[], decode: Decode): DecodedChain {
  const certificates: Certificate[] = [];
  let reason: Reason | undefined = served.length === 0 ? 'no_certificate' : undefined;
  for (const der of served) {
    const decoded = decode(der);
    if (!decoded.ok) {
      reason = decoded.reason;
      break;
    }
    certificates.push(decoded.certificate);
  }
  const [leaf, ...rest] = certificates;
  return { chain: leaf && [leaf, ...rest], reason };
}
