import { type FileContent, readFailureMessage } from '../config/read-file.js';
import { findCertificates, type ReadEmbedded } from '../files/find-certificates.js';
import type { Decode } from '../x509/decoded.js';
import { type InspectResult, type InspectRow, judgeNames } from './inspect-row.js';

export interface InspectTools {
  readonly decode: Decode;
  readonly readEmbedded: ReadEmbedded;
}

/** A file's rows: one for each certificate, and at least one, which then says what is wrong. */
export async function inspectFile(
  source: string,
  content: FileContent,
  names: readonly string[],
  { maxBytes, decode, readEmbedded }: InspectTools & { readonly maxBytes: number },
): Promise<readonly InspectRow[]> {
  if (!content.ok) {
    const failure = readFailureMessage(content.failure, maxBytes);
    const message = content.failure === 'not_a_file' ? `${failure}; - reads standard input` : failure;
    return [{ source, position: 1, error: { reason: `file_${content.failure}`, message } }];
  }
  const found = await findCertificates(content.bytes, readEmbedded);
  return found.map((one) => {
    const place = { source, position: one.position, ...('entry' in one && { entry: one.entry }) };
    return { ...place, ...('error' in one ? { error: one.error } : inspectDer(one.der, names, decode)) };
  });
}

function inspectDer(der: Uint8Array, names: readonly string[], decode: Decode): InspectResult {
  const decoded = decode(der);
  if (!decoded.ok) return { error: { reason: decoded.reason, message: decoded.message } };
  return { certificate: decoded.certificate, names: judgeNames(decoded.certificate, names) };
}
