import { resolve } from 'node:path';
import type { Document } from '../document/document.js';
import { formatPath, type Problem, quote } from '../document/problem.js';
import { readFailureMessage, type ReadFile } from '../document/read-file.js';
import { type CaCertificates, readCaCertificates } from '../x509/ca-certificates.js';
import { type CaSource, caSources } from './ca-sources.js';

/** The CA certificates of each target that names some, by the target's position, and what is wrong with the others. */
export interface Authorities {
  readonly byTarget: ReadonlyMap<number, readonly Uint8Array[]>;
  readonly problems: readonly Problem[];
}

/** A bundle of all public CAs has a quarter of this. */
const maxCaBytes = 1024 * 1024;

/**
 * Reads the CA of every target whose `ca` has the right shape (the others are the schema's matter), so that bad files are told together
 * with all other problems. Targets with the same file get the same array, read once. Relative paths count from `folder`.
 */
export async function readAuthorities(
  document: Document,
  file: string,
  folder: string,
  read: ReadFile,
): Promise<Authorities> {
  const byFile = new Map<string, CaCertificates>();
  const byTarget = new Map<number, readonly Uint8Array[]>();
  const problems: Problem[] = [];
  for (const source of caSources(document.value)) {
    const result = await readSource(source);
    if (result.ok) byTarget.set(source.target, result.certificates);
    else
      problems.push({ file, ...document.locate(source.path), path: formatPath(source.path), message: result.message });
  }
  return { byTarget, problems };

  async function readSource(source: CaSource): Promise<CaCertificates> {
    if (source.kind === 'pem') return readCaCertificates(Buffer.from(source.text));
    const path = resolve(folder, source.text);
    const known = byFile.get(path) ?? (await readCaFile(path, read));
    byFile.set(path, known);
    return known;
  }
}

async function readCaFile(path: string, read: ReadFile): Promise<CaCertificates> {
  const content = await read(path, maxCaBytes);
  const result: CaCertificates = content.ok
    ? readCaCertificates(content.bytes)
    : { ok: false, message: readFailureMessage(content.failure, maxCaBytes) };
  return result.ok ? result : { ok: false, message: `${quote(path)}: ${result.message}` };
}
