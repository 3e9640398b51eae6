import { dependencyReasons } from './dependency-reasons.js';
import { type PackageLock, productionPackages, type ProductionPackage } from './production-packages.js';

/** Returns docs/dependencies.md. Throws for a package without a reason, and for a reason without a package. */
export function dependenciesPage(
  lock: PackageLock,
  reasons: Readonly<Record<string, string>> = dependencyReasons,
): string {
  const packages = productionPackages(lock);
  const names = new Set(packages.map(({ name }) => name));
  const lacking = [...names].filter((name) => reasons[name] === undefined);
  const spare = Object.keys(reasons).filter((name) => !names.has(name));
  if (lacking.length + spare.length > 0)
    throw new Error(
      `scripts/dependency-reasons.ts: without a reason: ${lacking.join(', ') || 'none'}; no longer there: ${spare.join(', ') || 'none'}`,
    );
  const row = ({ name, version, license, neededBy, direct }: ProductionPackage): string =>
    `| ${name} | ${version} | ${license} | ${shown(direct ? ['the exporter', ...neededBy] : neededBy)} | ${reasons[name] ?? ''} |`;
  const table = (chosen: readonly ProductionPackage[]): string =>
    ['| package | version | licence | needed by | why |', '| --- | --- | --- | --- | --- |', ...chosen.map(row)].join(
      '\n',
    );
  const named = packages.filter((each) => each.direct);
  const others = packages.filter((each) => !each.direct);
  return `${introduction(packages.length, named.length)}
## Named in package.json

${table(named)}

## Needed by these

${table(others)}
`;
}

function introduction(all: number, direct: number): string {
  return `<!-- Generated from package-lock.json and scripts/dependency-reasons.ts: npm run generate -->

# Dependencies

The program is bundled from ${all} packages: ${direct} that package.json names, and what these need. So the npm package, the executable
and the image install none of them. Versions are exact, and package-lock.json has the SHA-512 of each. test/dependencies.test.ts fails for a
package without a reason, with an install script, with a licence that is not on its list, from elsewhere than the registry, or without a hash.

<!-- run by .ci/run -->

    npm run --silent sbom > sbom.cdx.json       # the SBOM: CycloneDX, made by npm
    npm run --silent audit:signatures           # the registry's signatures of everything that is installed

In the SBOM, \`serialNumber\`, the timestamp and the version of npm differ from run to run; the rest follows from package-lock.json. Where
there is no way to the registry or to its keys, \`audit:signatures\` says that it has verified nothing, and ends with 0. A wrong or missing
signature always ends with 1. Both need a clone of the repository.
`;
}

/** A column stays narrow. */
const mostShown = 3;

function shown(names: readonly string[]): string {
  const rest = names.length - mostShown;
  return names.slice(0, mostShown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
