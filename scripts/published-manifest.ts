/** What only the repository needs: the program is bundled, so whoever installs the package needs nothing else. */
const ofRepository: ReadonlySet<string> = new Set(['dependencies', 'devDependencies', 'overrides', 'scripts']);

/** Returns the package.json that the npm package has, given that of the repository. */
export function publishedManifest(text: string): string {
  const manifest = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const kept = Object.entries(manifest).filter(([key]) => !ofRepository.has(key));
  return `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`;
}
