import type { TLSSocket } from 'node:tls';

/** Chains longer than this are cut: real ones have at most five certificates. */
export const maxChainLength = 10;

/**
 * The DER of each certificate that the peer sent, the leaf first. `getPeerX509Certificate` keeps the served order, is never circular,
 * and makes no text of the fields, unlike `getPeerCertificate(true)`.
 */
export function servedCertificates(socket: TLSSocket): readonly Uint8Array[] {
  const chain: Uint8Array[] = [];
  let certificate = socket.getPeerX509Certificate();
  while (certificate !== undefined && chain.length < maxChainLength) {
    chain.push(certificate.raw);
    certificate = certificate.issuerCertificate;
  }
  return chain;
}
