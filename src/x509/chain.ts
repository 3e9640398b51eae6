import { X509Certificate } from 'node:crypto';
import type { Chain } from './certificate.js';

/** Further certificates that a server sends are ignored. kube-apiserver sends one or two. */
const maxIntermediates = 16;

/**
 * Returns whether the leaf was signed by one of the CA's certificates, or by a CA certificate that they issued. This is trust without
 * regard to names, dates and purposes, for when OpenSSL's verdict is only about a date. A leaf that is itself one of the CA's certificates
 * is trusted. Never throws: a certificate that OpenSSL cannot read is not trusted.
 */
export function signedByCa(chain: Chain, ca: readonly Uint8Array[]): boolean {
  const [leafDer, ...rest] = chain.map(({ der }) => der);
  const roots = ca.flatMap(readable);
  const issuers = [...roots, ...rest.slice(0, maxIntermediates).flatMap(readable)].filter((issuer) => issuer.ca);
  return (
    leafDer !== undefined &&
    ancestry(readable(leafDer), issuers).some((found) => roots.some((root) => root.raw.equals(found.raw)))
  );
}

/** Returns the certificates and all their issuers, direct and indirect. Each issuer is found only once, so cycles end. */
function ancestry(
  certificates: readonly X509Certificate[],
  issuers: readonly X509Certificate[],
): readonly X509Certificate[] {
  if (certificates.length === 0) return [];
  const found = issuers.filter((issuer) => certificates.some((certificate) => issued(issuer, certificate)));
  const left = issuers.filter((issuer) => !found.includes(issuer));
  return [...certificates, ...ancestry(found, left)];
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return attempt(() => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey), false);
}

function readable(der: Uint8Array): readonly X509Certificate[] {
  return attempt(() => [new X509Certificate(der)], []);
}

/** Returns `otherwise` when `action` throws: OpenSSL throws for anything that it does not understand. */
function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
