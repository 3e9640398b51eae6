import { createHash, type X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { atMost } from '../bounds/at-most.js';
import { heldBytes } from '../bounds/held-bytes.js';
import { createHeldCache } from '../bounds/held-cache.js';

/** No more certificates are read. Real chains have at most five. */
export const mostServed = 64;

/** The DER of each certificate that the peer sent, the leaf first. The socket's TLS context has no CA. */
export type ReadChain = (socket: TLSSocket) => readonly Uint8Array[];

/**
 * Reads exactly what was served, cheaply. But Node 20 to 25 removes the chain from OpenSSL's session when it reads it. A second call finds
 * nothing, and the issuers are never freed: a few kilobytes of memory leak for each.
 */
export const readServedChain: ReadChain = (socket) => {
  const chain: Uint8Array[] = [];
  let certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  while (certificate !== undefined && chain.length < mostServed) {
    chain.push(certificate.raw);
    certificate = certificate.issuerCertificate;
  }
  return chain;
};

/**
 * Works on every Node, and takes half a millisecond more. It follows the issuers among the served certificates, in any order, and leaves
 * out certificates that issued none of the others.
 */
export const readLinkedChain: ReadChain = (socket) => {
  const chain: Buffer[] = [];
  let certificate: Partial<DetailedPeerCertificate> = socket.getPeerCertificate(true);
  while (certificate.raw !== undefined && chain.length < mostServed) {
    chain.push(certificate.raw);
    const issuer: Partial<DetailedPeerCertificate> = certificate.issuerCertificate ?? {};
    // A self-signed certificate is its own issuer.
    certificate = issuer === certificate ? {} : issuer;
  }
  return chain;
};

/** The most DER of issuers, in bytes, that the exact way may leak in the life of a process: for one peer, which could show new ones each time. */
const mostLeakedByPeer = 256 * 1024;
/** For all peers. */
const mostLeaked = 32 * 1024 * 1024;
/** What the chains hold that are remembered, in bytes. */
const mostKnown = 8 * 1024 * 1024;
/** Those that were met longest ago are forgotten. */
const mostPeers = 4096;

/**
 * Creates a reader for a Node that does not keep the chain. What the cheap way shows of a chain is read exactly once, so that certificates
 * that issued none of the others, or that do not name their issuer's key, are seen as well. A peer that has made too much leak is read in the
 * cheap way.
 */
export function createRememberingReader(): ReadChain {
  const known = createHeldCache<readonly Uint8Array[]>(mostKnown);
  const leaked = new LRUCache<string, number>(atMost(mostPeers));
  let total = 0;
  return (socket) => {
    const linked = readLinkedChain(socket);
    if (linked.length === 0) return linked;
    const key = createHash('sha256').update(Buffer.concat(linked)).digest('base64');
    const remembered = known.get(key);
    const peer = `${socket.remoteAddress ?? ''} ${socket.remotePort ?? 0}`;
    const byPeer = leaked.get(peer) ?? 0;
    if (remembered !== undefined || byPeer >= mostLeakedByPeer || total >= mostLeaked) return remembered ?? linked;
    const exact = readServedChain(socket);
    const chain = exact.length > 0 ? exact : linked;
    const issuers = chain.length > 1 ? bytesOf(chain.slice(1)) : 0;
    total += issuers;
    leaked.set(peer, byPeer + issuers);
    known.set(key, chain, heldBytes(chain));
    return chain;
  };
}

function bytesOf(chain: readonly Uint8Array[]): number {
  return chain.reduce((sum, { length }) => sum + length, 1);
}

/** Chosen at the first handshake. */
let readChain: ReadChain | undefined;

/** Reads what the peer sent, in the cheaper way where this Node does so without fault. Call it once for each socket. */
export const servedCertificates: ReadChain = (socket) => {
  if (readChain !== undefined) return readChain(socket);
  const chain = readServedChain(socket);
  if (chain.length > 0)
    readChain = readServedChain(socket).length < chain.length ? createRememberingReader() : readServedChain;
  return chain;
};
