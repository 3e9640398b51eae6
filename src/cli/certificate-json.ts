import { isoTime } from '../text/time-text.js';
import type { Certificate } from '../x509/certificate.js';

/** Returns a certificate as it appears in the JSON of `check` and `inspect`. */
export function certificateJson(certificate: Certificate) {
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    serialNumber: certificate.serialNumber,
    fingerprintSha256: certificate.fingerprintSha256,
    notBefore: isoTime(certificate.notBefore),
    notAfter: isoTime(certificate.notAfter),
    dnsNames: certificate.dnsNames,
    ipAddresses: certificate.ipAddresses,
    otherNames: certificate.otherNames,
    keyAlgorithm: certificate.keyAlgorithm,
    signatureAlgorithm: certificate.signatureAlgorithm,
    isCa: certificate.isCa,
  };
}
