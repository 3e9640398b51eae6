/** How `npm audit signatures --json` ended. `status`: null if it was killed. */
export interface SignatureAudit {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `skipped`: nothing was verified, since there was no way to the registry or to its keys. */
export interface SignatureVerdict {
  readonly kind: 'good' | 'bad' | 'skipped';
  readonly text: string;
}

/** The errors of npm that mean that it could not ask. Everything else is a failure of the audit itself. */
const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E40[45]|E50[0-4]|ENOAUDIT)\b|No dependencies found to audit|found no dependencies to audit that were installed from a supported registry/;

/**
 * Judges the audit. It is good only if npm says so in its own words: status 0, and JSON in which nothing is invalid and nothing lacks a
 * signature. npm prints that JSON once it has compared; before that, an error that means no way there is a skip, and any other one is bad.
 */
export function signatureVerdict({ status, stdout, stderr }: SignatureAudit): SignatureVerdict {
  const compared = comparedIn(stdout);
  if (compared !== undefined) {
    const wrong = [...compared.invalid, ...compared.missing];
    if (status === 0 && wrong.length === 0) return { kind: 'good', text: 'signatures of the registry: all are right' };
    return {
      kind: 'bad',
      text: `signatures of the registry: wrong or missing: ${wrong.join(', ') || 'npm does not say which'}`,
    };
  }
  const [reason] = unreachable.exec(`${stdout}\n${stderr}`) ?? [];
  if (reason === undefined)
    return { kind: 'bad', text: `signatures of the registry: npm failed: ${stderr.slice(-500)}` };
  return {
    kind: 'skipped',
    text: `SKIPPED: signatures of the registry were NOT verified: no way to it or to its keys (${reason})`,
  };
}

function comparedIn(
  stdout: string,
): { readonly invalid: readonly string[]; readonly missing: readonly string[] } | undefined {
  try {
    const { invalid, missing } = JSON.parse(stdout) as { readonly invalid?: unknown; readonly missing?: unknown };
    return Array.isArray(invalid) && Array.isArray(missing)
      ? { invalid: named(invalid), missing: named(missing) }
      : undefined;
  } catch {
    return undefined;
  }
}

function named(list: readonly unknown[]): readonly string[] {
  return (list as readonly { readonly name?: string; readonly version?: string }[]).map(
    ({ name = '?', version = '?' }) => `${name}@${version}`,
  );
}
