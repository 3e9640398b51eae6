/** The archive of one architecture. */
export interface KrewArchive {
  readonly arch: string;
  readonly sha256: string;
}

const unset = '0'.repeat(64);

/**
 * Returns the manifest of the kubectl plugin for a release: deploy/krew/apiserver-certs.yaml, with its version in place of the one in the file,
 * and the sum of each archive in place of zeros.
 *
 * @throws Error if the manifest lacks an archive, has another one, or does not say its version
 */
export function fillKrewManifest(template: string, version: string, archives: readonly KrewArchive[]): string {
  const [, old] = /^ {2}version: v(\S+)$/m.exec(template) ?? [];
  if (old === undefined) throw new Error('the manifest has no line "  version: vX.Y.Z"');
  let manifest = template.replaceAll(old, version);
  for (const { arch, sha256 } of archives) {
    const place = new RegExp(`(-linux-${arch}\\.tar\\.gz\\n\\s+sha256: ["']?)${unset}`);
    if (!place.test(manifest)) throw new Error(`the manifest has no archive for ${arch} with a sum of zeros below it`);
    manifest = manifest.replace(place, `$1${sha256}`);
  }
  if (manifest.includes(unset)) throw new Error('the manifest has an archive that the release does not have');
  return manifest;
}
