import { readFileSync } from 'node:fs';

/**
 * Reads the version from package.json. This file is next to dist/ in a checkout, in the package and in the image, and next to build/ in
 * tests. `self` is the URL of this module.
 */
export function readVersion(self = import.meta.url): string {
  return (
    packageVersion(new URL('../../package.json', self)) ??
    packageVersion(new URL('../../../package.json', self)) ??
    'unknown'
  );
}

function packageVersion(url: URL): string | undefined {
  try {
    return (JSON.parse(readFileSync(url, 'utf8')) as { version?: string }).version;
  } catch {
    return undefined;
  }
}
