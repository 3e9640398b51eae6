import type { Chain } from '../x509/certificate.js';
import type { Decode } from '../x509/decoded.js';
import { decodeChain } from './decode-chain.js';
import type { FailedHandshake, Handshake } from './handshake.js';
import type { Reason } from './reason.js';

/** One handshake with the endpoint at hand, by the SNI that is given; undefined sends none. */
export type Shake = (serverName: string | undefined) => Promise<Handshake | FailedHandshake>;

/** What a further handshake showed, for the looks that need no more than the chain. */
export interface ChainLook {
  readonly chain: Chain | undefined;
  /** Why there is no chain. */
  readonly reason: Reason | undefined;
}

/** Handshake, decode, close. A server that shows its certificate and then refuses ours has shown what we came for. */
export async function lookAtChain(shake: Shake, serverName: string | undefined, decode: Decode): Promise<ChainLook> {
  const shaken = await shake(serverName);
  const { chain, reason } = decodeChain(shaken.certificates, decode);
  if (shaken.ok) await shaken.close();
  return { chain, reason: chain ? undefined : shaken.ok ? reason : shaken.reason };
}
