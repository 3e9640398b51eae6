import { isUtf16WithoutMark, withoutMark } from '../document/decode-text.js';
import { mayBeSecret } from '../kube/manifest-marks.js';
import { type FoundCertificate, readCertificates } from '../x509/read-certificates.js';

/**
 * Returns the certificates that YAML embeds; none where the bytes are no kubeconfig and no Secret. Returns a promise because a YAML parser may have to
 * be loaded first.
 */
export type ReadEmbedded = (bytes: Uint8Array) => Promise<readonly FileEntry[]>;

/** A certificate of a file, not yet decoded. `entry`: its place in a kubeconfig, such as `user kubernetes-admin`. */
export type FileEntry = FoundCertificate & { readonly entry?: string };

/**
 * Finds the certificates of PEM, DER, a kubeconfig or the manifest of a Secret. Returns at least one entry: where no certificate was found, it says what is wrong.
 * YAML is tried last.
 */
export async function findCertificates(bytes: Uint8Array, readEmbedded: ReadEmbedded): Promise<readonly FileEntry[]> {
  // The manifest of a Secret may have PEM in clear beside base64.
  const manifest = mayBeSecret(bytes) ? await readEmbedded(bytes) : [];
  if (manifest.length > 0) return manifest;
  const found = readCertificates(bytes);
  if (!found.some((one) => 'error' in one && one.error.reason === 'no_certificate')) return found;
  const embedded = await readEmbedded(bytes);
  if (embedded.length > 0) return embedded;
  return isUtf16WithoutMark(bytes) ? found.map(inUtf16) : found;
}

function inUtf16(found: FoundCertificate): FoundCertificate {
  return 'error' in found ? { ...found, error: { ...found.error, message: withoutMark } } : found;
}

/**
 * Gives each certificate of a file a unique label: its position; in a kubeconfig the user's name, or `cluster NAME` for a CA. Where a name
 * is already taken (a chain, or a kubeconfig with a name twice), the position follows the name.
 */
export function labelCertificates<Entry extends Pick<FileEntry, 'position' | 'entry'>>(
  entries: readonly Entry[],
): readonly (Entry & { readonly label: string })[] {
  const taken = new Set<string>();
  return entries.map((one) => {
    let label = one.entry?.replace(/^user (?=.)/s, '') ?? String(one.position);
    while (taken.has(label)) label = `${label} (${one.position})`;
    taken.add(label);
    return { ...one, label };
  });
}
