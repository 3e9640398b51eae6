import type { ServedChain } from './probe-chain.js';
import type { Trust } from './report.js';

/** What one server behind an address serves, and whether clients trust it. */
export interface JudgedServed {
  readonly served: ServedChain;
  readonly trust: Trust;
}

/**
 * Returns the chains, the worst first: one that clients refuse or that cannot be decoded, then the one that ends first. A client may reach any
 * of the servers.
 */
export function worstServed(chains: readonly JudgedServed[]): readonly JudgedServed[] {
  return chains.toSorted((one, other) => goodUntil(one) - goodUntil(other) || 0);
}

/** Unix seconds; minus infinity: not at all. */
function goodUntil({ served, trust }: JudgedServed): number {
  const leaf = served.chain?.[0];
  if (leaf === undefined) return -Infinity;
  if (trust.state === 'trusted') return Math.min(leaf.notAfter, trust.until);
  return trust.refusal === undefined ? leaf.notAfter : -Infinity;
}
