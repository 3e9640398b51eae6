import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PackageLock, productionPackages } from './production-packages.js';

const line = `${'='.repeat(80)}\n`;

/** Returns THIRD-PARTY-LICENSES.txt: the licence texts of all packages whose code is in the bundle. `folder` is where they are installed. */
export function thirdPartyLicenses(lock: PackageLock, folder = 'node_modules'): string {
  const parts = productionPackages(lock).map(({ name, version, license }) => {
    const texts = licenseTexts(join(folder, name));
    return `${line}${name} ${version} (${license})\n\n${texts || notice(join(folder, name), license)}`;
  });
  return `apiserver-cert-exporter contains code of these packages, under these licences.\n\n${parts.join('\n')}`;
}

function licenseTexts(folder: string): string {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying)(\.|-|$)/i.test(name));
  return names
    .sort()
    .map((name) => `${readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim()}\n`)
    .join('\n');
}

/** Some packages name their licence and author, and have no text. */
function notice(folder: string, license: string): string {
  const { author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly author?: string | { readonly name?: string };
  };
  const name = typeof author === 'object' ? author.name : author;
  return `${license}${name === undefined ? '' : `, by ${name}`}. The package has no text of its licence.\n`;
}
