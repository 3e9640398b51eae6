/** Returns the 36 of `v1.36.3`; undefined: it is no version of Kubernetes 1. */
export function minorVersion(gitVersion: string): number | undefined {
  const [, minor] = /^v1\.(\d+)\./.exec(gitVersion) ?? [];
  return minor === undefined ? undefined : Number(minor);
}
