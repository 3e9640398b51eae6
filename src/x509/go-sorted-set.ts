/** How constraints of one kind are ordered and compared with names. Comparisons are those of bytes.Compare: below, equal, above. */
export interface SetRules<Constraint, Name> {
  readonly compare: (one: Constraint, other: Constraint) => number;
  /** Whether the second constraint says nothing that the first does not. */
  readonly includes: (one: Constraint, other: Constraint) => boolean;
  readonly compareName: (constraint: Constraint, name: Name) => number;
  readonly matches: (constraint: Constraint, name: Name) => boolean;
}

/** A nameConstraintsSet of Go 1.26's crypto/x509/constraints.go. */
export interface SortedSet<Constraint, Name> {
  /** Sorted, without those within others. */
  readonly constraints: readonly Constraint[];
  /** Returns the constraint that a name falls under. */
  readonly find: (name: Name) => Constraint | undefined;
}

/** Sorts constraints and drops those within others, so that one binary search finds the one that a name falls under. */
export function sortedSet<Constraint, Name>(
  constraints: readonly Constraint[],
  { compare, includes, compareName, matches }: SetRules<Constraint, Name>,
): SortedSet<Constraint, Name> {
  const kept: Constraint[] = [];
  for (const constraint of constraints.toSorted(compare)) {
    const last = kept.at(-1);
    if (last === undefined || !includes(last, constraint)) kept.push(constraint);
  }
  const find = (name: Name): Constraint | undefined => {
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareName(kept[middle] as Constraint, name) < 0) low = middle + 1;
      else high = middle;
    }
    const exact = kept[low];
    if (exact !== undefined && compareName(exact, name) === 0) return exact;
    const below = kept[Math.max(0, low - 1)];
    return below !== undefined && matches(below, name) ? below : undefined;
  };
  return { constraints: kept, find };
}
