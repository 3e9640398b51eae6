import type { InspectRow } from './inspect-row.js';

/** The rows as the JSON that scripts read: an array with an object for each certificate. */
export function inspectJson(rows: readonly InspectRow[]): string {
  return JSON.stringify(rows.map(jsonRow), undefined, 2);
}

function jsonRow(row: InspectRow): object {
  const { source, position, entry } = row;
  const place = { source, position, ...(entry === undefined ? {} : { entry }) };
  if ('error' in row) return { ...place, error: row.error };
  const { certificate, names } = row;
  return {
    ...place,
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
    names,
  };
}

/** ISO 8601 in UTC; certificates know no fractions of a second. */
function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
