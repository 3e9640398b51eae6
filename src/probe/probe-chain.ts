import { createHash } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import type { Certificate, Chain, Decode } from '../x509/certificate.js';
import type { ChainVerdict } from '../x509/go-verdicts.js';
import type { Endpoint } from './endpoint.js';
import type { Accepts, FailedHandshake, Handshake } from './handshake.js';
import type { Reason } from './reason.js';

/** Does one handshake with the endpoint, with the given SNI; undefined sends none. */
export type Shake = (serverName: string | undefined) => Promise<Handshake | FailedHandshake>;

/** Does one handshake with the endpoint, with the given SNI and TLS context. */
export type ShakeIn = (
  serverName: string | undefined,
  context: SecureContext,
  more?: ShakeOptions,
) => Promise<Handshake | FailedHandshake>;

export interface ShakeOptions {
  /** Whether the server may get the context's client certificate. */
  readonly accepts?: Accepts;
  /** The share of the time that is left which the handshake may take. All of it when left out. */
  readonly patience?: number;
}

/** What one handshake showed. */
export interface ServedChain {
  /** In DER, the leaf first. */
  readonly served: readonly Uint8Array[];
  /** The decoded certificates up to the first that cannot be decoded. */
  readonly chain: Chain | undefined;
  /** Why there is no chain, or why it is cut. */
  readonly reason: Reason | undefined;
  /** Equal for equal chains. */
  readonly key: string;
}

/**
 * Does a handshake, decodes the chain and closes the connection. A server that shows its certificate and then refuses us has shown what we
 * need.
 */
export async function probeChain(shake: Shake, serverName: string | undefined, decode: Decode): Promise<ServedChain> {
  const shaken = await shake(serverName);
  const decoded = decodeChain(shaken.certificates, decode);
  if (shaken.ok) await shaken.leave();
  return { ...decoded, reason: decoded.chain ? undefined : shaken.ok ? decoded.reason : shaken.reason };
}

/** No more certificates of a chain are shown. All that were served are judged. */
export const maxChainLength = 10;

/** Decodes the served certificates. A fault after the leaf does not hide the leaf. */
export function decodeChain(served: readonly Uint8Array[], decode: Decode): ServedChain {
  const certificates: Certificate[] = [];
  let reason: Reason | undefined = served.length === 0 ? 'no_certificate' : undefined;
  for (const der of served.slice(0, maxChainLength)) {
    const decoded = decode(der);
    if (!decoded.ok) {
      reason = decoded.reason;
      break;
    }
    certificates.push(decoded.certificate);
  }
  const [leaf, ...rest] = certificates;
  const key = keyOf(served, certificates);
  // The same bytes twice would hold twice the memory.
  const once = served.map((der, position) => certificates[position]?.der ?? der);
  return { served: once, chain: leaf && [leaf, ...rest], reason, key };
}

function keyOf(served: readonly Uint8Array[], decoded: readonly Certificate[]): string {
  const others = served.slice(decoded.length).map((der) => createHash('sha256').update(der).digest('hex'));
  return [...decoded.map(({ fingerprintSha256 }) => fingerprintSha256), ...others].join(' ');
}

/** Judges what was served by the target's CA, at this moment. */
export type JudgeServed = (served: ServedChain) => ChainVerdict;

/** What the probes after the serving handshake get. `serving`: what it showed; undefined: no certificate that can be decoded. */
export interface FurtherProbe {
  readonly endpoint: Endpoint;
  readonly serving: Chain | undefined;
  readonly shake: Shake;
  readonly decode: Decode;
}
