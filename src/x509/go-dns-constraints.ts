import { asciiLowerCase } from './host-name.js';
import { constraintFinder } from './go-sorted-set.js';

/** Returns a finder of the constraint that a DNS name falls under (dnsConstraints of Go's crypto/x509); undefined: there are none. */
export function dnsConstraintFinder(
  constraints: readonly string[],
  permitted: boolean,
): ((name: string) => string | undefined) | undefined {
  if (constraints.length === 0) return undefined;
  if (constraints.includes('')) return () => '';
  const find = constraintFinder(constraints, {
    compare: compareFromEnd,
    includes: hasSuffix,
    compareName: compareFromEnd,
    matches: hasSuffix,
  });
  if (permitted) return find;
  // A wildcard may stand for a name that is excluded.
  const parents = new Map(
    constraints.map(asciiLowerCase).map((constraint) => [withoutFirstLabel(constraint), constraint]),
  );
  return (name) => find(name) ?? (name.startsWith('*') ? wildcard(asciiLowerCase(name), parents) : undefined);
}

function wildcard(name: string, parents: ReadonlyMap<string, string>): string | undefined {
  const parent = withoutFirstLabel(name);
  return parent === '' ? undefined : parents.get(parent);
}

/** The name from its first dot on; empty where it has one label only. */
function withoutFirstLabel(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

/**
 * Whether the labels of `name` end in those of `suffix`, without regard to case (dnsHasSuffix). A suffix with a dot in front matches only
 * names with more labels.
 */
function hasSuffix(suffix: string, name: string): boolean {
  const more = name.length - suffix.length;
  if (more < 0 || asciiLowerCase(name.slice(more)) !== asciiLowerCase(suffix)) return false;
  return more === 0 || suffix.startsWith('.') || name[more - 1] === '.';
}

/** Compares from the end, without regard to case, the dot below every other character (dnsCompare). */
function compareFromEnd(one: string, other: string): number {
  for (let back = 1; back <= Math.min(one.length, other.length); back++) {
    const difference = rank(one, one.length - back) - rank(other, other.length - back);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function rank(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 0x2e) return 0;
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}
