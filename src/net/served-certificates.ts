import type { X509Certificate } from 'node:crypto';
import { type DetailedPeerCertificate, TLSSocket } from 'node:tls';

/** Chains longer than this are cut. Real ones have at most five certificates. */
export const maxChainLength = 10;

/** One more is read, to notice that there are more. */
const mostRead = maxChainLength + 1;

/** The DER of each certificate that the peer sent, the leaf first. `ca`: the certificates of the socket's TLS context. */
export type ReadChain = (socket: TLSSocket, ca: readonly Uint8Array[]) => readonly Uint8Array[];

/**
 * Reads exactly what was served, cheaply. But Node 20 to 25 removes the chain from OpenSSL's session when it reads it. A second call finds
 * nothing, and the issuers are never freed: a few kilobytes of memory leak for each.
 */
export const readServedChain: ReadChain = (socket) => {
  const chain: Uint8Array[] = [];
  let certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  while (certificate !== undefined && chain.length < mostRead) {
    chain.push(certificate.raw);
    certificate = certificate.issuerCertificate;
  }
  return chain;
};

/**
 * Works on every Node, and takes half a millisecond more. It follows the issuers among the served certificates, in any order, and leaves
 * out certificates that issued none of the others. Node continues into the socket's own CA. That tail was not served, so it is cut off.
 */
export const readLinkedChain: ReadChain = (socket, ca) => {
  const chain: Buffer[] = [];
  // Calls the prototype's method, because the handshake hides the socket's own from Node.
  let certificate: Partial<DetailedPeerCertificate> = TLSSocket.prototype.getPeerCertificate.call(socket, true);
  while (certificate.raw !== undefined && chain.length < mostRead) {
    chain.push(certificate.raw);
    const issuer: Partial<DetailedPeerCertificate> = certificate.issuerCertificate ?? {};
    // A self-signed certificate is its own issuer.
    certificate = issuer === certificate ? {} : issuer;
  }
  while (chain.length > 1 && ca.some((own) => chain.at(-1)?.equals(own))) chain.pop();
  return chain;
};

/** Chosen at the first handshake. */
let readChain: ReadChain | undefined;

/** Reads what the peer sent, in the cheaper way where this Node does so without fault. Call it once for each socket. */
export const servedCertificates: ReadChain = (socket, ca) => {
  if (readChain !== undefined) return readChain(socket, ca);
  const chain = readServedChain(socket, ca);
  if (chain.length > 0)
    readChain = readServedChain(socket, ca).length < chain.length ? readLinkedChain : readServedChain;
  return chain;
};
