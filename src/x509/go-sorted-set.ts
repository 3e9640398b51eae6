/** How constraints of one kind are ordered and compared with names. Comparisons are those of bytes.Compare: below, equal, above. */
export interface SetRules<Constraint, Name> {
  readonly compare: (one: Constraint, other: Constraint) => number;
  /** Whether the second constraint says nothing that the first does not. */
  readonly includes: (one: Constraint, other: Constraint) => boolean;
  readonly compareName: (constraint: Constraint, name: Name) => number;
  readonly matches: (constraint: Constraint, name: Name) => boolean;
}

/**
 * Returns a function that finds the constraint that a name falls under (nameConstraintsSet of Go 1.26's crypto/x509/constraints.go). The
 * constraints are sorted and those within others dropped, so that one binary search answers.
 */
export function constraintFinder<Constraint, Name>(
  constraints: readonly Constraint[],
  { compare, includes, compareName, matches }: SetRules<Constraint, Name>,
): (name: Name) => Constraint | undefined {
  const kept: Constraint[] = [];
  for (const constraint of constraints.toSorted(compare)) {
    const last = kept.at(-1);
    if (last === undefined || !includes(last, constraint)) kept.push(constraint);
  }
  return (name) => {
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
}
