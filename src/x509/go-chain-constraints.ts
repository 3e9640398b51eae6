import type { GoCertificate } from './go-certificate.js';
import { type ConstrainedNames, constrainedNames, Violation } from './go-constrained-names.js';
import { checkNames, constraintRules } from './go-constraint-rules.js';

/**
 * Names times constraining certificates. No honest chain comes near. Go 1.26 has no such limit; older versions had this one on comparisons
 * (maxConstraintComparisons).
 */
const mostComparisons = 250_000;

export const constraintLimit = `more than ${mostComparisons} comparisons of names with constraints`;

/** Returns Go's message for the first name that a chain's constraints do not allow, or undefined. */
export type ConstraintCheck = (chain: readonly GoCertificate[]) => string | undefined;

/**
 * Creates a check of chains that are made of the same certificates (checkChainConstraints of Go 1.26's crypto/x509): the constraints of each
 * certificate hold for the SANs of all below it. Each pair of certificates is compared once, and all of them share one limit.
 */
export function createConstraintCheck(): ConstraintCheck {
  const rules = remember((certificate: GoCertificate) => constraintRules(certificate));
  const names = remember((certificate: GoCertificate) => attempt(() => constrainedNames(certificate)));
  let left = mostComparisons;

  const compare = (subject: GoCertificate, issuer: GoCertificate): string | undefined => {
    const read = names(subject);
    if (!read.ok) return read.message;
    left -= countNames(read.value);
    if (left < 0) return constraintLimit;
    const checked = attempt(() => checkNames(rules(issuer), read.value));
    return checked.ok ? undefined : checked.message;
  };
  const comparisons = remember((subject: GoCertificate) =>
    remember((issuer: GoCertificate) => compare(subject, issuer)),
  );
  return (chain) => {
    const constraining = chain.map((certificate) => hasExtension(certificate, '2.5.29.30'));
    for (const [at, subject] of chain.entries()) {
      if (!hasExtension(subject, '2.5.29.17')) continue;
      for (const [above, issuer] of chain.entries()) {
        const found = above > at && constraining[above] ? comparisons(subject)(issuer) : undefined;
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
}

export function hasExtension({ extensions }: GoCertificate, oid: string): boolean {
  return extensions.some((extension) => extension.oid === oid);
}

function countNames({ ips, dns, urls, emails }: ConstrainedNames): number {
  return ips.length + dns.length + urls.length + emails.length;
}

/** Returns the function with its answers kept. */
function remember<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof Violation) return { ok: false, message: error.message };
    throw error;
  }
}
