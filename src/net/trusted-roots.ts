import * as tls from 'node:tls';
import { readCaCertificates } from '../x509/ca-certificates.js';
import { type GoCertificatePool, rootPool } from '../x509/go-certificate-pool.js';

const pools = new WeakMap<readonly Uint8Array[], GoCertificatePool>();

let knownRoots: readonly Uint8Array[] | undefined;

/** Returns the public roots, which clients trust that have no CA of their own: always the same array. */
export function publicRoots(): readonly Uint8Array[] {
  return (knownRoots ??= readPublicRoots());
}

/** Returns what a client with this CA trusts (undefined: the public roots). The same array is read once. */
export function trustedRoots(ca: readonly Uint8Array[] | undefined): GoCertificatePool {
  const certificates = ca ?? publicRoots();
  const pool = pools.get(certificates) ?? rootPool(certificates);
  pools.set(certificates, pool);
  return pool;
}

/** As of Node 22.15, those of NODE_EXTRA_CA_CERTS are among them. */
function readPublicRoots(): readonly Uint8Array[] {
  // The types are those of Node 20.
  const { getCACertificates } = tls as { readonly getCACertificates?: (type: 'default') => readonly string[] };
  const pem = getCACertificates?.('default') ?? tls.rootCertificates;
  const read = readCaCertificates(Buffer.from(pem.join('\n')));
  return read.ok ? read.certificates : [];
}
