import type { GoCertificate } from './go-certificate.js';
import { constrainedNames, Violation } from './go-constrained-names.js';
import { checkNames, constraintRules } from './go-constraint-rules.js';

/**
 * Names times constraining certificates, each of which costs about five comparisons. No honest chain comes near. Go 1.26 has no such limit;
 * older versions allowed 250,000 comparisons (maxConstraintComparisons).
 */
const mostComparisons = 50_000;

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
  const compare = (subject: GoCertificate, issuer: GoCertificate): string | undefined => {
    const read = names(subject);
    if (!read.ok) return read.message;
    const checked = attempt(() => checkNames(rules(issuer), read.value));
    return checked.ok ? undefined : checked.message;
  };
  const comparisons = remember((subject: GoCertificate) =>
    remember((issuer: GoCertificate) => compare(subject, issuer)),
  );
  const affords = createLimit();
  return (chain) => {
    const pairs = pairsOf(chain);
    if (!affords(pairs)) return constraintLimit;
    for (const { subject, issuer } of pairs) {
      const found = comparisons(subject)(issuer);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** A certificate with SANs, and one above it with constraints. */
interface Pair {
  readonly subject: GoCertificate;
  readonly issuer: GoCertificate;
}

function pairsOf(chain: readonly GoCertificate[]): readonly Pair[] {
  const constraining = chain.map((certificate) => hasExtension(certificate, '2.5.29.30'));
  return chain.flatMap((subject, at) => {
    if (!hasExtension(subject, '2.5.29.17')) return [];
    const issuers = chain.filter((_, above) => above > at && constraining[above] === true);
    return issuers.map((issuer) => ({ subject, issuer }));
  });
}

export function hasExtension({ extensions }: Pick<GoCertificate, 'extensions'>, oid: string): boolean {
  return extensions.some((extension) => extension.oid === oid);
}

/** Returns a function that says, before anything is compared, whether the limit allows it. Known pairs cost nothing. */
function createLimit(): (pairs: readonly Pair[]) => boolean {
  const known = remember<GoCertificate, Set<GoCertificate>>(() => new Set());
  let left = mostComparisons;
  return (pairs) => {
    const unknown = pairs.filter(({ subject, issuer }) => !known(subject).has(issuer));
    const cost = unknown.reduce((sum, { subject }) => sum + countNames(subject), 0);
    if (cost > left) return false;
    left -= cost;
    for (const { subject, issuer } of unknown) known(subject).add(issuer);
    return true;
  };
}

function countNames({ ips, dnsNames, urls, emails }: GoCertificate): number {
  return ips.length + dnsNames.length + urls.length + emails.length;
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
