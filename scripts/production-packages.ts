import { readFileSync } from 'node:fs';

/** An entry of package-lock.json. npm's documentation of package-lock.json has the fields. */
interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface PackageLock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/** A package that is installed where the exporter runs. */
export interface ProductionPackage {
  readonly name: string;
  readonly version: string;
  /** As SPDX has it. */
  readonly license: string;
  /** The hash of its tarball, as `sha512-BASE64`. */
  readonly integrity: string | undefined;
  /** The packages that need it, in alphabetical order. Empty: only this project. */
  readonly neededBy: readonly string[];
  /** Whether package.json names it. */
  readonly direct: boolean;
  /** What is wrong with it as a dependency. */
  readonly faults: readonly string[];
}

export function readLock(path = 'package-lock.json'): PackageLock {
  return JSON.parse(readFileSync(path, 'utf8')) as PackageLock;
}

/** Whether an entry is installed with `npm ci --omit=dev --omit=optional`. The entry of the project itself is not. */
export function isProduction(path: string, { dev, devOptional, optional }: LockEntry): boolean {
  return path !== '' && dev !== true && devOptional !== true && optional !== true;
}

/** Returns the production packages of a lock file, in alphabetical order. */
export function productionPackages({ packages }: PackageLock): readonly ProductionPackage[] {
  const entries = Object.entries(packages).filter(([path, entry]) => isProduction(path, entry));
  const direct = new Set(Object.keys(packages['']?.dependencies ?? {}));
  const neededBy = new Map<string, string[]>();
  for (const [path, entry] of entries) {
    for (const name of Object.keys({ ...entry.dependencies, ...entry.peerDependencies })) {
      const found = resolved(packages, path, name);
      neededBy.set(found, [...(neededBy.get(found) ?? []), nameOf(path)]);
    }
  }
  return entries
    .map(([path, entry]) => ({
      name: nameOf(path),
      version: entry.version ?? '',
      license: entry.license ?? '',
      integrity: entry.integrity,
      neededBy: [...new Set(neededBy.get(path))].sort(),
      direct: path === `node_modules/${nameOf(path)}` && direct.has(nameOf(path)),
      faults: faultsOf(entry),
    }))
    .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

function nameOf(path: string): string {
  return path.replace(/^.*node_modules\//, '');
}

/** Finds a package as Node does: in the folder of the package that needs it, then in the folders around it. */
function resolved(packages: PackageLock['packages'], from: string, name: string): string {
  for (let base = from; ; base = base.replace(/(^|\/)node_modules\/(?!.*node_modules\/).*$/, '')) {
    const path = `${base}${base === '' ? '' : '/'}node_modules/${name}`;
    if (base === '' || packages[path] !== undefined) return path;
  }
}

/** The licences of what is shipped: all of them allow use and distribution in an Apache-2.0 program, with their notices. */
const allowedLicenses: ReadonlySet<string> = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'],
  // js-yaml's argparse is a port of Python's. Its licence is the one of Python.
  'PSF-2.0',
]);

function faultsOf({
  license = 'none',
  integrity = '',
  resolved,
  link,
  inBundle,
  hasInstallScript,
}: LockEntry): string[] {
  return [
    ...(allowedLicenses.has(license) ? [] : [`its licence, ${license}, is not among those that are allowed`]),
    ...(/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity) ? [] : ['it has no SHA-512 hash']),
    // .npmrc leaves out where a package of the registry comes from, so any other source is written.
    ...(resolved !== undefined || link === true ? [`it does not come from the registry: ${resolved ?? 'a link'}`] : []),
    ...(inBundle === true ? ['it is bundled in another package, without a hash of its own'] : []),
    ...(hasInstallScript === true ? ['it runs a script when it is installed'] : []),
  ];
}
