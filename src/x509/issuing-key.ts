import { extensionValue, readCertificateParts } from './certificate-parts.js';
import type { Certificate } from './certificate.js';

/**
 * Returns what a certificate says of the key that signed it: its authority key identifier (RFC 5280 4.2.1.1), in hex. Undefined: it has none.
 * CAs of one name, as those of all clusters that kubeadm set up, differ by it.
 */
export function issuingKey({ der }: Pick<Certificate, 'der'>): string | undefined {
  try {
    const value = extensionValue(readCertificateParts(der), '2.5.29.35');
    return value && Buffer.from(value).toString('hex');
  } catch {
    return undefined;
  }
}
