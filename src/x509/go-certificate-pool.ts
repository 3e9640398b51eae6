import { createHash } from 'node:crypto';
import { appendTo } from './append-to.js';
import { type GoCertificate, readGoCertificate } from './go-certificate.js';

/** Certificates to be found by subject (CertPool of Go's crypto/x509). */
export interface GoCertificatePool {
  /** Those that may have signed the certificate, the likeliest first. */
  readonly parentsOf: (certificate: GoCertificate) => readonly GoCertificate[];
  readonly has: (certificate: GoCertificate) => boolean;
  readonly certificates: readonly GoCertificate[];
}

/** A pool of a client's CA. As in AppendCertsFromPEM of Go, those that Go cannot read are left out. */
export function rootPool(ders: readonly Uint8Array[]): GoCertificatePool {
  return certificatePool(
    ders.flatMap((der) => {
      const reading = readGoCertificate(der);
      return reading.ok ? [reading.certificate] : [];
    }),
  );
}

/** A pool of certificates, each of which counts once. */
export function certificatePool(certificates: readonly GoCertificate[]): GoCertificatePool {
  const sums = new Set<string>();
  const bySubject = new Map<string, GoCertificate[]>();
  for (const certificate of certificates) {
    if (sums.size === sums.add(sum(certificate)).size) continue;
    appendTo(bySubject, text(certificate.rawSubject), certificate);
  }
  return {
    parentsOf: (certificate) =>
      (bySubject.get(text(certificate.rawIssuer)) ?? []).toSorted(
        (one, other) => keyMatch(one, certificate) - keyMatch(other, certificate),
      ),
    certificates,
    has: (certificate) => sums.has(sum(certificate)),
  };
}

/** The order of Go's tries (findPotentialParents): key identifiers that agree, then one that is missing, then those that differ. */
function keyMatch({ subjectKeyId }: GoCertificate, { authorityKeyId }: GoCertificate): number {
  if (Buffer.compare(subjectKeyId, authorityKeyId) === 0) return 0;
  return subjectKeyId.length === 0 || authorityKeyId.length === 0 ? 1 : 2;
}

function sum({ raw }: GoCertificate): string {
  return createHash('sha256').update(raw).digest('base64');
}

function text(name: Uint8Array): string {
  return Buffer.from(name.buffer, name.byteOffset, name.byteLength).toString('latin1');
}
