import { resolve } from 'node:path';
import * as v from 'valibot';
import type { Document } from '../document/document.js';
import { formatPath, type Path, type Problem, quote } from '../document/problem.js';
import type { ReadFile } from '../document/read-file.js';
import { type CaCertificates, readCaCertificates } from '../x509/ca-certificates.js';
import type { ConfiguredCa } from './configured-ca.js';
import { readCaFile } from './read-ca-file.js';

/** The CA of each target, by position: undefined if the target names no CA or the CA cannot be read. */
export interface TargetCas {
  readonly cas: readonly (ConfiguredCa | undefined)[];
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

type CaResult = { readonly ok: true; readonly ca: ConfiguredCa } | { readonly ok: false; readonly message: string };

/** Reads the CA of every target. A file is read once, and its targets get the same object. Never rejects, as long as `read` does not. */
export async function readTargetCas(document: Document, { file, folder, read }: CaReading): Promise<TargetCas> {
  const byFile = new Map<string, CaResult>();
  const cas: (ConfiguredCa | undefined)[] = [];
  const problems: Problem[] = [];
  for (const [index, { ca }] of v.parse(onlyCas, document.value).targets.entries()) {
    const result = ca && (await readSource(ca));
    cas.push(result?.ok ? result.ca : undefined);
    if (ca === undefined || result === undefined || result.ok) continue;
    const path: Path = ['targets', index, 'ca', ca.file === undefined ? 'pem' : 'file'];
    problems.push({ file, ...document.locate(path), path: formatPath(path), message: result.message });
  }
  return { cas, problems };

  async function readSource(source: CaSource): Promise<CaResult> {
    if (source.file === undefined) return resultOf(undefined, readCaCertificates(Buffer.from(source.pem)));
    const path = resolve(folder, source.file);
    const known = byFile.get(path) ?? resultOf(path, await readCaFile(path, read));
    byFile.set(path, known);
    return known;
  }
}

function resultOf(file: string | undefined, read: CaCertificates): CaResult {
  if (read.ok) return { ok: true, ca: { file, certificates: read.certificates } };
  return { ok: false, message: file === undefined ? read.message : `${quote(file)}: ${read.message}` };
}
