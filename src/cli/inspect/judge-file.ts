import type { FileEntry } from '../../files/file-certificates.js';
import type { GoCertificatePool } from '../../x509/go-certificate-pool.js';
import { refusal } from '../../x509/go-refusal.js';
import { type GoVerdict, judgeChain, type JudgedChain, verdictFor } from '../../x509/go-verdict.js';

/** What a Go client decides of a file's chain. */
export type FileVerdicts =
  | { readonly verdicts: readonly NamedVerdict[] }
  /** Why there is no verdict. */
  | { readonly notJudged: string };

export interface NamedVerdict {
  /** As the user wrote it. null: none was given, so the chain is judged whatever name is dialled. */
  readonly name: string | null;
  readonly verdict: GoVerdict;
}

/** Judges a file's certificates as the chain that a server sends, the leaf first. Returns undefined if there is no certificate at all. */
export type JudgeFile = (found: readonly FileEntry[], names: readonly string[]) => FileVerdicts | undefined;

/** Creates a judge for a Go client with this CA at this moment. `now`: Unix seconds. */
export function createJudge(roots: GoCertificatePool, now: number): JudgeFile {
  return (found, names) => {
    const chain = asServed(found);
    if (chain === undefined || 'notJudged' in chain) return chain;
    const judged = judgeChain(chain.served, roots, now);
    if (names.length === 0) return { verdicts: [{ name: null, verdict: verdictFor(judged, '') }] };
    return { verdicts: names.map((name) => ({ name, verdict: underName(judged, name) })) };
  };
}

function asServed(
  found: readonly FileEntry[],
): { readonly served: readonly Uint8Array[] } | { readonly notJudged: string } | undefined {
  const served: Uint8Array[] = [];
  for (const one of found) {
    if ('entry' in one) return { notJudged: 'no server sends the certificates of a kubeconfig' };
    if ('der' in one) served.push(one.der);
    // Go finds no certificate in DER that is cut off, and none in no bytes.
    else if (one.error.reason === 'certificate_malformed') served.push(Uint8Array.of());
    else if (one.error.reason === 'no_certificate') return undefined;
    else return { notJudged: `certificate ${one.position} cannot be read: ${one.error.message}` };
  }
  return { served };
}

/** An empty name asks for no name in verdictFor; crypto/tls refuses to dial it. */
function underName(judged: JudgedChain<GoVerdict>, name: string): GoVerdict {
  if (name !== '') return verdictFor(judged, name);
  return refusal('name', 'tls: either ServerName or InsecureSkipVerify must be specified in the tls.Config');
}
