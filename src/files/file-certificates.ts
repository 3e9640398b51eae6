import { type FoundCertificate, readCertificates } from '../x509/read-certificates.js';

/** The certificates that YAML embeds; none where the bytes are no kubeconfig. A promise, since a YAML parser may have to be loaded first. */
export type ReadEmbedded = (bytes: Uint8Array) => Promise<readonly FileEntry[]>;

/** A certificate of a file, not yet decoded. `entry`: where in a kubeconfig it stands, such as `user kubernetes-admin`. */
export type FileEntry = FoundCertificate & { readonly entry?: string };

/** The certificates of PEM, DER or a kubeconfig: at least one entry, which then says what is wrong. YAML is tried where all else fails. */
export async function findCertificates(bytes: Uint8Array, readEmbedded: ReadEmbedded): Promise<readonly FileEntry[]> {
  const found = readCertificates(bytes);
  if (!found.some((one) => 'error' in one && one.error.reason === 'no_certificate')) return found;
  const embedded = await readEmbedded(bytes);
  return embedded.length > 0 ? embedded : found;
}

/**
 * One label for each certificate of a file, no two alike: its position; in a kubeconfig the user's name, or `cluster NAME` for a CA. What comes
 * later under a name that is taken (a chain, or a kubeconfig with a name twice) has its position behind it.
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
