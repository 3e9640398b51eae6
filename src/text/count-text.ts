const numbers = new Intl.NumberFormat('en');

/** Counts things in words: `1 target`, `1,000 targets`. */
export function countText(count: number, noun: string): string {
  return `${numbers.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}
