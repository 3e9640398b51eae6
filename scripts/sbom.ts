// Prints the SBOM of what runs in production, made by npm in the format CycloneDX: npm run --silent sbom > sbom.cdx.json. Its serialNumber,
// its timestamp and the version of npm differ from run to run; the rest follows from package-lock.json alone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProduction, readLock } from './production-packages.js';

const own = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<Record<string, unknown>> & {
  readonly name: string;
};

/**
 * npm 11 leaves out of `npm sbom --omit dev` what a development dependency needs as well, such as semver. So it gets a project that has no
 * development dependencies. Its folder has the name of the project, because npm takes the name of the component from there.
 */
function withoutDevelopment(folder: string): void {
  const lock = readLock();
  const packages = Object.fromEntries(
    Object.entries(lock.packages).filter(([path, entry]) => isProduction(path, entry)),
  );
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...own, devDependencies: {} }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ ...lock, packages: { '': { ...lock.packages[''], devDependencies: {} }, ...packages } }),
  );
}

const temporary = mkdtempSync(join(tmpdir(), 'sbom-'));
try {
  const folder = join(temporary, own.name);
  mkdirSync(folder);
  withoutDevelopment(folder);
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  process.stdout.write(execFileSync('npm', args, { cwd: folder, encoding: 'utf8' }));
} finally {
  rmSync(temporary, { recursive: true });
}
