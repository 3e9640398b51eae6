import type { certificateJson } from '../src/cli/certificate-json.js';
import { otherNameTypes } from '../src/x509/certificate.js';
import { flag, list, object, oneOf, ref, type Schema, text } from './json-schema.js';

/** certificateJson of src/cli/certificate-json.ts. */
export const certificate = {
  subject: text('RFC 4514.'),
  issuer: text('RFC 4514.'),
  serialNumber: text('Upper-case hexadecimal, no separators.'),
  fingerprintSha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  notBefore: ref('time'),
  notAfter: ref('time'),
  dnsNames: list(text(), 'DNS names among the SANs.'),
  ipAddresses: list(text(), 'IP addresses among the SANs.'),
  otherNames: list(object({ type: oneOf(otherNameTypes), value: text() }), 'All other SANs. They cover no name.'),
  keyAlgorithm: text('Such as `RSA 2048` or `ECDSA P-256`.'),
  signatureAlgorithm: text("As Go's crypto/x509 names it, such as `SHA256-RSA`."),
  isCa: flag('Whether basicConstraints says that it is a CA.'),
} satisfies Record<keyof ReturnType<typeof certificateJson>, Schema>;
