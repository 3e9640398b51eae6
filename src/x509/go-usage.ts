import { createConstraintCheck } from './go-chain-constraints.js';
import { createPolicyCheck } from './go-policies.js';
import type { GoPath } from './go-paths.js';
import { type Refusal, refusal } from './go-refusal.js';
import type { GoCertificate } from './go-certificate.js';

const serverAuth = '1.3.6.1.5.5.7.3.1';
const anyUsage = '2.5.29.37.0';

/** Whether a certificate may be, or may sign, that of a server (RFC 5280 4.2.1.12). One without the extension may. */
export function mayServe({ usages }: Pick<GoCertificate, 'usages'>): boolean {
  return usages.length === 0 || usages.includes(serverAuth) || usages.includes(anyUsage);
}

export const wrongUsage = refusal('usage', 'x509: certificate specifies an incompatible key usage');

/** The paths that a client takes, or why it takes none. */
export type AllowedPaths =
  { readonly ok: true; readonly paths: readonly GoPath[] } | { readonly ok: false; readonly fault: Refusal };

/**
 * Keeps the paths whose policies, usages and name constraints allow a server (the end of Verify in Go's crypto/x509). Usages nest: each
 * certificate of the path must allow a server.
 */
export function allowedPaths(paths: readonly GoPath[]): AllowedPaths {
  const policiesAllow = createPolicyCheck();
  const constraintFault = createConstraintCheck();
  const refused = { policies: 0, usages: 0 };
  let constraint: string | undefined;
  const kept = paths.filter((path) => {
    if (!policiesAllow(path)) {
      refused.policies += 1;
      return false;
    }
    if (!path.every(mayServe)) {
      refused.usages += 1;
      return false;
    }
    const fault = constraintFault(path);
    constraint ??= fault;
    return fault === undefined;
  });
  return kept.length > 0 ? { ok: true, paths: kept } : { ok: false, fault: refusalOf(constraint, refused) };
}

function refusalOf(
  constraint: string | undefined,
  { policies, usages }: { readonly policies: number; readonly usages: number },
): Refusal {
  if (constraint !== undefined)
    return refusal(
      'name_constraint',
      `x509: a root or intermediate certificate is not authorized to sign for this name: ${constraint}`,
    );
  if (policies === 0) return wrongUsage;
  const details = [
    ...(usages > 0 ? [`${usages} candidate chains with incompatible key usage`] : []),
    `${policies} candidate chains with invalid policies`,
  ];
  return refusal('usage', `x509: no valid chains built: ${details.join(', ')}`);
}
