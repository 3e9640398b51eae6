import { changelogSection } from './changelog-section.js';
import type { TreeFacts } from './read-facts.js';

/**
 * Returns the notes of the version as Markdown: what is new, and how to verify what was downloaded.
 *
 * @throws Error if CHANGELOG.md has no section for it
 */
export function notesOf({
  changelog,
  version,
  repository,
}: Pick<TreeFacts, 'changelog' | 'version' | 'repository'>): string {
  const section = changelogSection(changelog, version);
  if (section === undefined) throw new Error(`CHANGELOG.md has no section for ${version}`);
  const home = repository.replace('github:', '');
  const [owner = '', name = ''] = home.split('/');
  const signer = `--certificate-oidc-issuer https://token.actions.githubusercontent.com \\
      --certificate-identity https://github.com/${home}/.github/workflows/release.yml@refs/tags/v${version}`;
  return `${unfolded(section.text)}

## Verify

    cosign verify-blob SHA256SUMS --bundle SHA256SUMS.sigstore.json ${signer}
    sha256sum --check --ignore-missing SHA256SUMS
    gh attestation verify apiserver-cert-exporter-${version}-linux-amd64.tar.gz --repo ${home}
    cosign verify ghcr.io/${home}:${version} ${signer}
    cosign verify ghcr.io/${owner}/charts/${name}:${version} ${signer}
`;
}

/** A release's page on GitHub breaks the line where its source does, so each entry becomes one line. */
function unfolded(text: string): string {
  return text.replace(/\n {2,}(?=\S)/g, ' ');
}
