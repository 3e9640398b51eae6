import { readFailureMessage, type ReadFile } from '../document/read-file.js';
import { type CaCertificates, readCaCertificates } from '../x509/ca-certificates.js';

/** A bundle of all public CAs is a quarter of this size. */
const maxCaBytes = 1024 * 1024;

/** Reads the certificates of a CA file. The message does not name the file. Never rejects, as long as `read` does not. */
export async function readCaFile(path: string, read: ReadFile): Promise<CaCertificates> {
  const content = await read(path, maxCaBytes);
  return content.ok
    ? readCaCertificates(content.bytes)
    : { ok: false, message: readFailureMessage(content.failure, maxCaBytes) };
}
