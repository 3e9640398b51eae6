import type { Decode } from '../x509/certificate.js';
import { probeChain, type ServedChain, type Shake } from './probe-chain.js';
import type { Reason } from './reason.js';

/**
 * How a front that routes by SNI refuses one. kube-apiserver never does: an SNI that matches nothing gets its ordinary certificate
 * (k8s.io/apiserver/pkg/server/dynamiccertificates). Silence is not among them, because a server that is overloaded is silent, too.
 */
export const sniRefusals = [
  'closed',
  'reset',
  'tls_alert',
  'handshake',
  'protocol_version',
  'client_certificate_required',
  'not_tls',
  'no_certificate',
] as const satisfies readonly Reason[];

export type SniRefusal = (typeof sniRefusals)[number];

/** How the SNI was refused. Undefined: a certificate was shown, or the handshake failed in another way. */
export function sniRefusal({ served, reason }: ServedChain): SniRefusal | undefined {
  return served.length > 0 ? undefined : sniRefusals.find((refusal) => refusal === reason);
}

/**
 * Does a handshake with an SNI that may not be served here, and does it again if the SNI was refused: a process that ends, or one bad server
 * of several, refuses once. What the second one shows counts.
 */
export async function probeFurtherSni(
  shake: Shake,
  serverName: string | undefined,
  decode: Decode,
): Promise<ServedChain> {
  const first = await probeChain(shake, serverName, decode);
  return sniRefusal(first) === undefined ? first : await probeChain(shake, serverName, decode);
}
