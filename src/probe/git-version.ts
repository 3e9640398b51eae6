/** `gitVersion` of the answer to /version, such as `v1.34.2+k3s1`; undefined: the answer is something else. */
export function parseGitVersion(text: string): string | undefined {
  try {
    const { gitVersion } = JSON.parse(text) as { readonly gitVersion?: unknown };
    return typeof gitVersion === 'string' && /^v\d[\w.+~-]{0,63}$/.test(gitVersion) ? gitVersion : undefined;
  } catch {
    return undefined;
  }
}
