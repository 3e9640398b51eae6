import { resolve } from 'node:path';
import * as v from 'valibot';
import type { Document } from '../document/document.js';
import { formatPath, type Path, type Problem, quote } from '../document/problem.js';
import { type ReadFile, readFailureMessage } from '../document/read-file.js';
import { type CaCertificates, readCaCertificates } from '../x509/ca-certificates.js';

/** The CA of each target, by position: DER certificates, or undefined if the target names no CA or the CA cannot be read. */
export interface TargetCas {
  readonly certificates: readonly (readonly Uint8Array[] | undefined)[];
  readonly problems: readonly Problem[];
}

export interface CaReading {
  /** The name of the config file in problems. */
  readonly file: string;
  /** Relative paths start there. */
  readonly folder: string;
  readonly read: ReadFile;
}

const text = v.pipe(v.string(), v.nonEmpty());
const absent = v.optional(v.undefined());

/** Either of the two forms of a CA, whatever else is in the mapping. */
const caSource = v.union([v.object({ file: text, pem: absent }), v.object({ file: absent, pem: text })]);

type CaSource = v.InferOutput<typeof caSource>;

/**
 * The CAs in a document that may have problems elsewhere, which the schema reports. So a CA file that cannot be read is reported together
 * with all other problems.
 */
const onlyCas = v.fallback(
  v.object({
    targets: v.array(v.fallback(v.object({ ca: v.fallback(v.optional(caSource), undefined) }), { ca: undefined })),
  }),
  { targets: [] },
);

/** A bundle of all public CAs is a quarter of this size. */
const maxCaBytes = 1024 * 1024;

/** Reads the CA of every target. A file is read once, and its targets get the same array. Never rejects, as long as `read` does not. */
export async function readTargetCas(document: Document, { file, folder, read }: CaReading): Promise<TargetCas> {
  const byFile = new Map<string, CaCertificates>();
  const certificates: (readonly Uint8Array[] | undefined)[] = [];
  const problems: Problem[] = [];
  for (const [index, { ca }] of v.parse(onlyCas, document.value).targets.entries()) {
    const result = ca && (await readSource(ca));
    certificates.push(result?.ok ? result.certificates : undefined);
    if (ca === undefined || result === undefined || result.ok) continue;
    const path: Path = ['targets', index, 'ca', ca.file === undefined ? 'pem' : 'file'];
    problems.push({ file, ...document.locate(path), path: formatPath(path), message: result.message });
  }
  return { certificates, problems };

  async function readSource(source: CaSource): Promise<CaCertificates> {
    if (source.file === undefined) return readCaCertificates(Buffer.from(source.pem));
    const path = resolve(folder, source.file);
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
