/** What CHANGELOG.md says of one version. */
export interface ChangelogSection {
  /** As in its heading: `2026-12-01`, or `unreleased`. */
  readonly date: string;
  /** Its lines, without the heading. */
  readonly text: string;
}

/** Returns the section of a version, whose heading is `## X.Y.Z / DATE`; undefined: there is none. */
export function changelogSection(changelog: string, version: string): ChangelogSection | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  for (const section of sections) {
    const [heading = '', ...lines] = section.split('\n');
    const [name, date = ''] = heading.split(' / ').map((part) => part.trim());
    if (name === version) return { date, text: lines.join('\n').trim() };
  }
  return undefined;
}
