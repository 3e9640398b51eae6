/**
 * Returns the one of `words` that was most likely meant by `word`: at most a third of its letters differ. Returns undefined if there is
 * none.
 */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const lower = word.slice(0, 64).toLowerCase();
  const [best] = words
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => far <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.far - b.far);
  return best?.candidate;
}

/** The Levenshtein distance: how many single letters to insert, remove or change. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      const reached = [(above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + change];
      current.push(Math.min(...reached));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
