import { ownText } from '../bounds/limited-list.js';
import type { Certificate } from '../x509/certificate.js';
import { writeLabels } from './write-labels.js';

/** The labels of an `_info` series. Whatever changes when a certificate is renewed is a label here and nowhere else. */
export function identityOf(certificate: Certificate) {
  return {
    subject_cn: certificate.subjectCommonName ?? '',
    issuer_cn: certificate.issuerCommonName ?? '',
    serial_number: certificate.serialNumber,
    fingerprint_sha256: certificate.fingerprintSha256,
    key_algorithm: certificate.keyAlgorithm,
    signature_algorithm: certificate.signatureAlgorithm,
  };
}

/** The names of these labels. */
export const identityLabels = [
  'subject_cn',
  'issuer_cn',
  'serial_number',
  'fingerprint_sha256',
  'key_algorithm',
  'signature_algorithm',
] as const satisfies readonly (keyof ReturnType<typeof identityOf>)[];

/**
 * The labels of a certificate of a target's CA. All CAs that kubeadm made before 1.23 have the name `kubernetes` and the serial number 0, so
 * the fingerprint is among them.
 */
export function caIdentityOf(certificate: Certificate) {
  const { subject_cn, serial_number, fingerprint_sha256 } = identityOf(certificate);
  return { subject_cn, serial_number, fingerprint_sha256 };
}

/** The names of these labels. */
export const caLabels = [
  'subject_cn',
  'serial_number',
  'fingerprint_sha256',
] as const satisfies readonly (keyof ReturnType<typeof caIdentityOf>)[];

/** Returns what gives the labels of a certificate as they are written, once for each: one that is served again is the same object. */
function writtenOnce(labelsOf: (certificate: Certificate) => Readonly<Record<string, string>>) {
  const known = new WeakMap<Certificate, string>();
  return (certificate: Certificate): string => {
    const before = known.get(certificate);
    if (before !== undefined) return before;
    // A string that was put together keeps all of its parts, three times as many bytes.
    const text = ownText(writeLabels(labelsOf(certificate)));
    known.set(certificate, text);
    return text;
  };
}

export const identityText = writtenOnce(identityOf);

export const caIdentityText = writtenOnce(caIdentityOf);
