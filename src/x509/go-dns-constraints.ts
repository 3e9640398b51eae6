import { domainKey, keyDot } from './go-domain.js';
import { type SetRules, sortedSet } from './go-sorted-set.js';
import { asciiLowerCase } from './host-name.js';

/** Finds the constraint that a DNS name falls under, by the domainKey of the name. */
export type FindDnsConstraint = (key: string) => string | undefined;

/** Returns a finder for these constraints (dnsConstraints of Go's crypto/x509); undefined: there are none. */
export function dnsConstraintFinder(constraints: readonly string[], permitted: boolean): FindDnsConstraint | undefined {
  if (constraints.length === 0) return undefined;
  if (constraints.includes('')) return () => '';
  const set = sortedSet(
    constraints.map((text) => ({ text, key: domainKey(text) })),
    rules,
  );
  const find: FindDnsConstraint = (key) => set.find(key)?.text;
  if (permitted) return find;
  // A wildcard may stand for a name that is excluded.
  const parents = new Map(set.constraints.map(({ text, key }) => [withoutFirstLabel(key), asciiLowerCase(text)]));
  return (key) => find(key) ?? (key.endsWith('*') ? wildcard(key, parents) : undefined);
}

function wildcard(key: string, parents: ReadonlyMap<string, string>): string | undefined {
  const parent = withoutFirstLabel(key);
  return parent === '' ? undefined : parents.get(parent);
}

/** The key of the domain from its first dot on; empty where it has one label only. */
function withoutFirstLabel(key: string): string {
  return key.slice(0, key.lastIndexOf(keyDot) + 1);
}

interface DnsConstraint {
  readonly text: string;
  readonly key: string;
}

const rules: SetRules<DnsConstraint, string> = {
  compare: (one, other) => compare(one.key, other.key),
  includes: (one, other) => hasSuffix(one.key, other.key),
  compareName: ({ key }, name) => compare(key, name),
  matches: ({ key }, name) => hasSuffix(key, name),
};

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Whether the labels of a name end in those of `suffix` (dnsHasSuffix). A suffix with a dot in front matches only names with more labels. */
function hasSuffix(suffix: string, name: string): boolean {
  if (!name.startsWith(suffix)) return false;
  return name.length === suffix.length || suffix.endsWith(keyDot) || name[suffix.length] === keyDot;
}
