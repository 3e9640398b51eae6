import type { FileEntry } from './find-certificates.js';

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
