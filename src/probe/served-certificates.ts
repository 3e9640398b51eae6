import type { X509Certificate } from 'node:crypto';
import { type DetailedPeerCertificate, TLSSocket } from 'node:tls';

/** Chains longer than this are to be cut: real ones have at most five certificates. */
export const maxChainLength = 10;

/** One more is read, which tells that there is more. */
const mostRead = maxChainLength + 1;

/** The DER of each certificate that the peer sent, the leaf first. `ca`: the certificates of the socket's TLS context. */
export type ReadChain = (socket: TLSSocket, ca: readonly Uint8Array[]) => readonly Uint8Array[];

/**
 * Cheap, and to the letter what was served. But Node 20 to 25 takes the chain out of OpenSSL's session as it reads it: a second call finds
 * nothing, and the issuers, which nobody frees any more, stay in memory for ever, a few kilobytes each.
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
 * The way of every Node, at half a millisecond more. It follows the issuers among what was served, whatever their order, and leaves out
 * what issued none of the others. Node goes on in the socket's own CA; that tail was not served, so it is cut off again.
 */
export const readLinkedChain: ReadChain = (socket, ca) => {
  const chain: Buffer[] = [];
  // From the prototype: the handshake hides it from Node on the socket itself.
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

/** Known from the first handshake on. */
let readChain: ReadChain | undefined;

/** What the peer sent, by the cheaper way where this Node has it without fault. To be called once for each socket. */
export const servedCertificates: ReadChain = (socket, ca) => {
  if (readChain !== undefined) return readChain(socket, ca);
  const chain = readServedChain(socket, ca);
  if (chain.length > 0)
    readChain = readServedChain(socket, ca).length < chain.length ? readLinkedChain : readServedChain;
  return chain;
};
