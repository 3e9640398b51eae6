/** The types of records and of handshake messages that matter here (RFC 8446 5.1 and 4). */
export const recordTypes = { handshake: 22, encrypted: 23 } as const;
const certificateType = 11;
const finishedType = 20;

/** The most that OpenSSL reads of a Certificate message (SSL_MAX_CERT_LIST_DEFAULT). It refuses a longer one as soon as it sees its length. */
export const longestCertificateMessage = 100 * 1024;

/** The body of a Certificate message. `too-long`: OpenSSL refuses it unread. `none`: Finished came first, so the session was resumed. */
export type CertificateMessage = Buffer | 'too-long' | 'none';

const headerLength = 4;

/**
 * Returns what finds the Certificate message among the handshake messages, which come cut into records. It returns the message when it is
 * complete, keeps nothing of others, and works only once on each byte.
 */
export function createCertificateFinder(): (payload: Buffer) => CertificateMessage | undefined {
  let found: CertificateMessage | undefined;
  const header = Buffer.alloc(headerLength);
  let headerKept = 0;
  let body = Buffer.alloc(0);
  let kept = 0;
  let missing = 0;
  const begin = (): void => {
    missing = header.readUIntBE(1, 3);
    kept = 0;
    const isCertificate = header[0] === certificateType;
    if (isCertificate && missing > longestCertificateMessage) found = 'too-long';
    body = Buffer.alloc(isCertificate ? Math.min(missing, longestCertificateMessage) : 0);
  };
  const end = (): void => {
    headerKept = 0;
    if (header[0] === certificateType) found ??= body;
    if (header[0] === finishedType) found ??= 'none';
  };
  return (payload) => {
    for (let rest = payload; rest.length > 0;) {
      if (headerKept < headerLength) {
        const copied = rest.copy(header, headerKept);
        headerKept += copied;
        rest = rest.subarray(copied);
        if (headerKept === headerLength) begin();
      }
      kept += rest.copy(body, kept, 0, missing);
      const taken = Math.min(missing, rest.length);
      missing -= taken;
      rest = rest.subarray(taken);
      if (headerKept === headerLength && missing === 0) end();
    }
    return found;
  };
}

/**
 * Returns the DER of the certificates in the body of a Certificate message, the leaf first (RFC 8446 4.4.2; RFC 5246 7.4.2). Stops where the
 * body is not as it should be: OpenSSL refuses it there.
 */
export function certificatesIn(body: Buffer, version: '1.2' | '1.3'): readonly Uint8Array[] {
  const certificates: Uint8Array[] = [];
  let at = 3 + (version === '1.3' ? 1 + (body[0] ?? 0) : 0);
  while (at + 3 <= body.length) {
    const end = at + 3 + body.readUIntBE(at, 3);
    if (end > body.length) break;
    certificates.push(body.subarray(at + 3, end));
    at = end;
    if (version === '1.3') at += 2 + (at + 2 <= body.length ? body.readUInt16BE(at) : 0);
  }
  return certificates;
}
