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
  const image = `ghcr.io/${home}:${version}`;
  return `${unfolded(section.text)}

## Verify

    sha256sum --check --ignore-missing SHA256SUMS
    gh attestation verify apiserver-cert-exporter-${version}-linux-amd64.tar.gz --repo ${home}
    cosign verify ${image} --certificate-oidc-issuer https://token.actions.githubusercontent.com \\
      --certificate-identity https://github.com/${home}/.github/workflows/release.yml@refs/tags/v${version}
`;
}

/** A release's page on GitHub breaks the line where its source does, so each entry becomes one line. */
function unfolded(text: string): string {
  return text.replace(/\n {2,}(?=\S)/g, ' ');
}
