import type { Certificate, Chain, Decode } from '../x509/certificate.js';
import type { Endpoint } from './endpoint.js';
import type { FailedHandshake, Handshake } from './handshake.js';
import type { Reason } from './reason.js';

/** Does one handshake with the endpoint, with the given SNI; undefined sends none. */
export type Shake = (serverName: string | undefined) => Promise<Handshake | FailedHandshake>;

/** The result of a further handshake, for probes that need only the chain. */
export interface ChainResult {
  readonly chain: Chain | undefined;
  /** Why there is no chain. */
  readonly reason: Reason | undefined;
}

/**
 * Does a handshake, decodes the chain and closes the connection. A server that shows its certificate and then refuses us has shown what we
 * need.
 */
export async function probeChain(shake: Shake, serverName: string | undefined, decode: Decode): Promise<ChainResult> {
  const shaken = await shake(serverName);
  const { chain, reason } = decodeChain(shaken.certificates, decode);
  if (shaken.ok) await shaken.close();
  return { chain, reason: chain ? undefined : shaken.ok ? reason : shaken.reason };
}

/** `chain` stops before the first certificate that cannot be decoded; `reason` says why, or that there was no certificate at all. */
export interface DecodedChain {
  readonly chain: Chain | undefined;
  readonly reason: Reason | undefined;
}

/** Decodes the served certificates. A fault after the leaf does not hide the leaf. */
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

/** What the probes after the serving handshake get. `serving` is its chain; undefined: it showed none. */
export interface FurtherProbe {
  readonly endpoint: Endpoint;
  readonly serving: Chain | undefined;
  readonly shake: Shake;
  readonly decode: Decode;
}
