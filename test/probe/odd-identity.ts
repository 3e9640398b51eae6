import type { Identity, IssuedCertificate } from '../../demo/pki.js';
import { toPem } from '../fixtures/to-pem.js';

/** The version field of a certificate, and the tag of the serial number after it. */
const beforeSerial = Buffer.from('a00302010202', 'hex');

/**
 * Returns the certificate with a serial number below zero, which OpenSSL serves and we decode, but Go refuses to read. Its signature does not
 * hold any more.
 */
export function withNegativeSerial({ der, key }: Pick<IssuedCertificate, 'der' | 'key'>): Identity {
  const bytes = Buffer.from(der);
  const length = bytes.indexOf(beforeSerial) + beforeSerial.length;
  bytes[length + 1] = 0x80 | (bytes[length + 1] ?? 0);
  return { cert: toPem(bytes), key };
}
