import { readFileSync } from 'node:fs';

/** The version in package.json, which lies beside dist/ in a checkout, in the package and in the image. */
export function readVersion(): string {
  return (
    packageVersion(new URL('../package.json', import.meta.url)) ??
    packageVersion(new URL('../../package.json', import.meta.url)) ??
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
