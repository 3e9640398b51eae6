import { heldBytes } from '../bounds/held-bytes.js';
import type { Certificate } from './certificate.js';
import { heldBySanIndex } from './covers.js';

const known = new WeakMap<Certificate, number>();

/** Estimates how many bytes a certificate holds, its DER included. Each is measured once. */
export function heldByCertificate(certificate: Certificate): number {
  const bytes = known.get(certificate) ?? heldBytes(certificate) + index(certificate);
  known.set(certificate, bytes);
  return bytes;
}

/** What comparing it with names makes of it. */
function index({ dnsNames, ipAddresses }: Certificate): number {
  return heldBySanIndex({ dnsNames, ips: ipAddresses.length });
}

/** Estimates how many bytes a chain holds, decoded and as it was served. */
export function heldByChain(served: readonly Uint8Array[], decoded: readonly Certificate[] = []): number {
  const others = served.filter(({ buffer }) => !decoded.some(({ der }) => der.buffer === buffer));
  return decoded.reduce((sum, each) => sum + heldByCertificate(each), others.length > 0 ? heldBytes(others) : 0);
}
