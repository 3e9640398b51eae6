import { type FileContent, readFailureMessage } from '../../document/read-file.js';
import { findCertificates, type ReadEmbedded } from '../../files/file-certificates.js';
import type { Certificate, Decode } from '../../x509/certificate.js';
import { covers } from '../../x509/covers.js';
import type { FileVerdicts, JudgeFile } from './judge-file.js';

/** One certificate of a file, or the error in its place. */
export type InspectRow = {
  /** The file as the user gave it; `-` for standard input. */
  readonly source: string;
  /** Counts from 1 within the source. */
  readonly position: number;
  /** The certificate's place in a kubeconfig. */
  readonly entry?: string;
  /** What a Go client decides of the file as a chain. Only the first row of a file has it. */
  readonly chain?: FileVerdicts;
} & InspectResult;

export type InspectResult =
  | { readonly certificate: Certificate; readonly names: readonly CoveredName[] }
  | { readonly error: { readonly reason: string; readonly message: string } };

export interface CoveredName {
  readonly name: string;
  readonly covered: boolean;
}

/** Returns each name as the user wrote it, and whether the certificate covers it. */
export function judgeNames(certificate: Certificate, names: readonly string[]): readonly CoveredName[] {
  return names.map((name) => ({ name, covered: covers(certificate, name) }));
}

/**
 * The exit code: 2 if a name is not covered or a chain is refused, 1 if something could not be read or decoded, otherwise 0.
 */
export function inspectExitCode(rows: readonly InspectRow[]): 0 | 1 | 2 {
  if (isNameUncovered(rows) || rows.some(isRefused)) return 2;
  return rows.some((row) => 'error' in row) ? 1 : 0;
}

function isRefused({ chain }: InspectRow): boolean {
  return chain !== undefined && 'verdicts' in chain && chain.verdicts.some(({ verdict }) => !verdict.accepted);
}

/**
 * Returns whether a file has certificates and one of the names is not covered by any of them. A bundle's CA certificates do not have to
 * cover the names that its leaf covers.
 */
function isNameUncovered(rows: readonly InspectRow[]): boolean {
  const uncovered = new Map<string, boolean>();
  for (const row of rows) {
    if (!('certificate' in row)) continue;
    for (const { name, covered } of row.names) {
      const key = JSON.stringify([row.source, name]);
      uncovered.set(key, !covered && (uncovered.get(key) ?? true));
    }
  }
  return [...uncovered.values()].includes(true);
}

export interface InspectTools {
  readonly decode: Decode;
  readonly readEmbedded: ReadEmbedded;
  readonly maxBytes: number;
  /** Undefined: there is no CA to judge by. */
  readonly judge?: JudgeFile | undefined;
}

/** Returns a file's rows, one for each certificate. A file without certificates has a single row that says what is wrong. */
export async function inspectFile(
  source: string,
  content: FileContent,
  names: readonly string[],
  { maxBytes, decode, readEmbedded, judge }: InspectTools,
): Promise<readonly InspectRow[]> {
  if (!content.ok) {
    const failure = readFailureMessage(content.failure, maxBytes);
    const message = content.failure === 'not_a_file' ? `${failure}; - reads standard input` : failure;
    return [{ source, position: 1, error: { reason: `file_${content.failure}`, message } }];
  }
  const found = await findCertificates(content.bytes, readEmbedded);
  const chain = judge?.(found, names);
  return found.map((one, at) => {
    const place = { source, position: one.position, ...('entry' in one && { entry: one.entry }) };
    const judged = at === 0 && chain !== undefined ? { chain } : {};
    return { ...place, ...judged, ...('error' in one ? { error: one.error } : inspectDer(one.der, names, decode)) };
  });
}

function inspectDer(der: Uint8Array, names: readonly string[], decode: Decode): InspectResult {
  const decoded = decode(der);
  if (!decoded.ok) return { error: { reason: decoded.reason, message: decoded.message } };
  return { certificate: decoded.certificate, names: judgeNames(decoded.certificate, names) };
}
