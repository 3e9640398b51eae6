import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Architecture, nodeRelease } from './node-release.js';

/** Downloads a release of Node with npm, unless `folder` has it. Returns the folder of the package. Throws if its hash is another one. */
export function fetchNode(architecture: Architecture, folder: string): string {
  const { name, integrity } = nodeRelease[architecture];
  const unpacked = join(folder, `${name}-${nodeRelease.version}`);
  if (existsSync(unpacked)) return unpacked;
  const temporary = `${unpacked}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', temporary, `${name}@${nodeRelease.version}`]);
    const tarball = join(temporary, `${name}-${nodeRelease.version}.tgz`);
    const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (found !== integrity) throw new Error(`${name}@${nodeRelease.version} has the hash ${found}, not ${integrity}`);
    const wanted = ['package/bin/node', 'package/LICENSE'];
    execFileSync('tar', ['--extract', '--gzip', '--file', tarball, '--directory', temporary, ...wanted]);
    renameSync(join(temporary, 'package'), unpacked);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return unpacked;
}
